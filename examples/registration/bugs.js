/**
 * Defects that can be switched on, one at a time, with `REGISTRATION_BUG=<name>`. Each is a mistake that passes a
 * superficial test: most replies stay as they are, and only the conversation behind them changes.
 */
export const bugs = {
  'published-before-saved': 'registration-service publishes registration.created first and saves the row afterwards',
  'audit-consumer-missing': 'audit-service does not subscribe to registration.created',
  'email-from-wrong-service': "notification-service takes the address from registration-service's copy of it",
  'login-200-instead-of-401': 'user-service answers a wrong password with 200',
  'failed-login-announced': 'user-service publishes user.logged-in for a wrong password, too',
  'counted-twice': 'event-service increments the number of participants twice',
  'notification-not-announced': 'notification-service sends the e-mail but does not publish notification.sent',
  'uniqueness-not-checked': 'user-service creates accounts without looking for existing ones',
  'user-validated-remotely': 'registration-service asks user-service for the user instead of trusting the token',
};

const active = process.env.REGISTRATION_BUG || undefined;

if (active !== undefined && !Object.hasOwn(bugs, active)) {
  throw new Error(`REGISTRATION_BUG=${active} is unknown; there are: ${Object.keys(bugs).join(', ')}`);
}

/** @param {keyof typeof bugs} name */
export const hasBug = (name) => active === name;
