/** Databases and caches by `db.system.name`, with the names that people give them. */
export const databaseProducts: Readonly<Record<string, readonly string[]>> = {
  postgresql: ['postgresql', 'postgres', 'pg', 'psql', 'pgsql'],
  mysql: ['mysql'],
  mariadb: ['mariadb'],
  mongodb: ['mongodb', 'mongo'],
  redis: ['redis', 'valkey'],
  memcached: ['memcached', 'memcache'],
  mssql: ['mssql', 'sqlserver'],
  oracle: ['oracle'],
  sqlite: ['sqlite'],
  cassandra: ['cassandra', 'scylla'],
  elasticsearch: ['elasticsearch', 'elastic', 'opensearch'],
  dynamodb: ['dynamodb', 'dynamo'],
  clickhouse: ['clickhouse'],
  cockroachdb: ['cockroachdb', 'cockroach'],
  neo4j: ['neo4j'],
  couchbase: ['couchbase'],
  couchdb: ['couchdb'],
  h2: ['h2'],
};

/** Brokers by `messaging.system`, likewise. */
export const brokerProducts: Readonly<Record<string, readonly string[]>> = {
  kafka: ['kafka', 'redpanda'],
  rabbitmq: ['rabbitmq', 'rabbit', 'rmq', 'amqp'],
  mqtt: ['mqtt', 'mosquitto', 'aedes'],
  nats: ['nats', 'jetstream'],
  activemq: ['activemq', 'artemis'],
  sqs: ['sqs'],
  sns: ['sns'],
  pubsub: ['pubsub'],
  servicebus: ['servicebus'],
  eventhubs: ['eventhubs'],
  pulsar: ['pulsar'],
  redis: ['redis', 'bullmq'],
};
