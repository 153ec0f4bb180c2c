import pg from 'pg';

/** The service's own database, `DATABASE_URL`. The embedded engine serves one session, so more would only queue. */
export function openDatabase() {
  const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 1 });
  return {
    /**
     * @param {string} sql
     * @param {unknown[]} values
     * @returns {Promise<Record<string, unknown>[]>}
     */
    async query(sql, values) {
      return (await pool.query(sql, values)).rows;
    },
    close: () => pool.end(),
  };
}
