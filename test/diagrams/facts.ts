/** What the drawn systems have to hold on to, so that no drawing loses a message without anybody noticing. */
export interface SystemFacts {
  /** Of the document that the system was first described in. */
  readonly key: string;
  /** In `diagrams/`. */
  readonly folder: string;
  readonly title: string;
  /** One sentence. */
  readonly description: string;
  /** In drawn order, by what is written on them; kinds other than participant stand in front. */
  readonly participants: readonly string[];
  readonly messages: number;
  /** In the order of the text: the operator, with the number of its operands or how often it runs. */
  readonly frames: readonly string[];
  /** What labels and notes must say, word by word: numbers, limits, names that others rely on. */
  readonly says: readonly string[];
  /** Where the drawing goes beyond its document or corrects it, and why. */
  readonly departs: readonly string[];
  /** Labels of messages that may overtake others in truth as well: here a person acts days later. */
  readonly races?: readonly string[];
}

export const systems: readonly SystemFacts[] = [
  {
    key: 'S1',
    folder: 'user-registration',
    title: 'From an account to a place at an event',
    description: 'Opening an account, logging in and registering for an event, with all that follows over a broker.',
    participants: [
      ...['actor Client', 'Gateway Service', 'User Service', 'Registration Service', 'Event Service'],
      ...['Notification Service', 'Audit Service', 'queue MQTT broker', 'database PostgreSQL (users)'],
      ...['database PostgreSQL (events)', 'database PostgreSQL (registrations)', 'database PostgreSQL (audit)'],
    ],
    messages: 57,
    frames: ['alt 2', 'alt 2', 'alt 2', 'par 3'],
    says: [
      ...['POST /api/users', '201 Created', '400 Bad Request', 'POST /api/auth/login', '401 Unauthorized'],
      ...['POST /api/registrations', 'user.created', 'user.logged-in', 'registration.created', 'event.updated'],
      'notification.sent',
    ],
    departs: [
      'the example that runs it has a client for user and web page, an MQTT broker for Kafka, and PostgreSQL for MongoDB',
      'a registration for an event that does not exist is refused',
      'what the databases answer to an INSERT is drawn',
    ],
  },
  {
    key: 'S2',
    folder: 'event-sourcing',
    title: 'From a command to events and a read model',
    description:
      'A command is run on an aggregate that is rebuilt from its events, and its new events are stored and told.',
    participants: [
      ...['Command Handler', 'Aggregate Root', 'Event Store', 'Snapshot Store', 'Event Publisher'],
      ...['Read Model Projection', 'database Event Database', 'database Snapshot Database'],
      'database Read Model Database',
    ],
    messages: 37,
    frames: ['alt 2', 'loop 0..*', 'loop 1..*', 'opt', 'loop 1..*'],
    says: ['SELECT events', 'SELECT snapshots', 'INSERT INTO events', 'INSERT INTO snapshots', 'UPDATE read_models'],
    departs: ['calls of the history, the aggregate and the stores get the replies that their callers wait for'],
  },
  {
    key: 'S3',
    folder: 'zero-downtime-deployment',
    title: 'A new version without downtime',
    description: 'A new version starts beside the old one, gets its share of the traffic, and stays or is rolled back.',
    participants: [
      ...['CI/CD Pipeline', 'Container Registry', 'Kubernetes Cluster', 'Load Balancer', 'Service A (current)'],
      ...['Service A (new)', 'Health Check', 'Monitoring'],
    ],
    messages: 36,
    frames: ['loop 1..*', 'alt 2', 'par 2', 'alt 2', 'par 2'],
    says: [
      'GET /health',
      '200 OK',
      '503 Service Unavailable',
      '90% of',
      '10% of',
      '100% of',
      'Docker',
      'Blue and green',
    ],
    departs: [
      'what the health check finds is drawn as a status in each branch, so that the branch can be told from outside',
      'the new pods and the balancer answer, so that no order reaches them before what it builds on',
      'the monitoring is told to watch, and tells what it found to whoever acts on it',
      'the old version answers the traffic that is rolled back to it',
    ],
  },
  {
    key: 'S4',
    folder: 'error-compensation',
    title: 'What becomes of a registration when something fails',
    description:
      'A registration goes well, is retried, is compensated or is refused, and dead letters are looked after.',
    participants: [
      ...['User Service', 'Registration Service', 'Event Service', 'Notification Service', 'queue Kafka Broker'],
      ...['queue Dead Letter Queue', 'Audit Service'],
    ],
    messages: 47,
    frames: ['alt 4', 'par 3', 'loop 0..2', 'alt 2', 'loop 3..3', 'alt 2'],
    says: [
      ...['USER_CREATED', 'REGISTRATION_CREATED', 'NOTIFICATION_SENT', 'COMPENSATION_REQUIRED'],
      ...['REGISTRATION_COMPENSATED', 'REGISTRATION_REJECTED', 'REGISTRATION_CANCELLED', 'PERMANENT_FAILURE'],
      ...['circuit breaker', 'at least once'],
    ],
    departs: [
      'going well is one of four fates of a registration, and not what precedes every failure',
      'a dead letter follows three failed attempts and never fewer',
      'only what has become a dead letter is looked after',
    ],
    races: ['publish REGISTRATION_CREATED again', 'publish PERMANENT_FAILURE'],
  },
  {
    key: 'F1',
    folder: 'member-update',
    title: 'A member changes a profile',
    description: 'A changed profile is confirmed at once, while four others learn of it over the event bus.',
    participants: [...['actor User', 'Web App', 'Member API', 'queue Event Bus', 'CRM', 'Email', 'Audit', 'Analytics']],
    messages: 12,
    frames: ['par 2', 'par 4'],
    says: ['PUT /members/{id}', '200 OK', 'member.profile.updated', 'sync.completed', 'email.sent', 'kept for replay'],
    departs: ['the four are told side by side, for a bus keeps no order among those who listen'],
  },
  {
    key: 'F5',
    folder: 'order-saga',
    title: 'An order across payment, stock and shipping',
    description:
      'An order is paid, reserved and shipped in turn, and what was paid is refunded if the stock does not suffice.',
    participants: ['actor Client', 'Order Saga', 'Payment', 'Inventory', 'Shipping', 'queue Event Bus'],
    messages: 29,
    frames: ['alt 2', 'alt 2'],
    says: [
      ...['order.created', 'payment.completed', 'inventory.reserve', 'inventory.reserved', 'shipping.create'],
      ...['shipment.created', 'order.completed', 'inventory.failed', 'payment.refund', 'payment.refunded'],
      ...['order.cancelled', 'payment.failed', 'order.failed'],
    ],
    departs: [
      'the saga learns of the refund before it cancels the order',
      'each end has a status of its own: 201, 409 and 402',
    ],
  },
  {
    key: 'F9',
    folder: 'event-replay',
    title: 'A day of events, played back',
    description:
      'The events of a day are published anew, batch by batch, and processed by two services that tell how far they are.',
    participants: [
      ...['actor Admin', 'Replay Service', 'database Event Store', 'queue Message Bus', 'Service 1', 'Service 2'],
      'Monitor',
    ],
    messages: 16,
    frames: ['loop 1..*', 'par 2'],
    says: ['2024-01-15 00:00', '2024-01-15 23:59', '45,231 events', '2 h 15 min', 'Errors: 0', 'SELECT events'],
    departs: ['the monitor tells when a batch is done, so that reports of two batches cannot overtake each other'],
  },
  {
    key: 'M2',
    folder: 'event-creation',
    title: 'A user creates an event',
    description:
      'A new event is stored and announced; subscribers are notified through an outbox, and badges are awarded.',
    participants: [
      ...['actor Mobile User', 'API Gateway', 'Event Service', 'database PostgreSQL', 'queue RabbitMQ'],
      ...['Notification Service', 'Badge Service', 'database Outbox Table'],
    ],
    messages: 29,
    frames: ['par 2', 'opt'],
    says: [
      ...['POST /api/events', '{point_id, event_type_id}', 'JWT', 'BEGIN TRANSACTION', 'INSERT INTO events', 'COMMIT'],
      ...['event.created', '{event_id, point_id, user_id}', '201 Created', 'notification_outbox', 'status: pending'],
      ...['status: sent', 'INSERT INTO user_badges', 'badge.earned', 'ack event.created'],
    ],
    departs: [
      'the two consumers work side by side, for the broker waits for neither',
      'rows that are read and the commit are answered',
    ],
  },
  {
    key: 'M3',
    folder: 'donation-saga',
    title: 'A donation in three steps, and the way back',
    description: 'A donation is booked in three transactions, and the first is undone if the second fails.',
    participants: [
      ...['actor Donor', 'API Gateway', 'Wallet Service', 'database PostgreSQL', 'database Saga State'],
      ...['queue RabbitMQ', 'Notification Service'],
    ],
    messages: 32,
    frames: ['alt 2'],
    says: [
      ...['POST /api/donations', '{recipient_id, amount, currency}', 'status: started', 'wallet_balances'],
      ...['step 1 completed', 'step 2 completed', 'step 3 completed', 'INSERT INTO donations', 'status: completed'],
      ...['donation.completed', '201 Created', 'status: compensating', 'status: failed', '500 Internal Server Error'],
    ],
    departs: [
      'the way back branches off before step 2, and not after everything has gone well',
      'the donor learns of the failure, and commits are answered',
    ],
  },
  {
    key: 'E1',
    folder: 'ingest-and-dispatch',
    title: "From a TCP frame to a processor's queue",
    description: 'A frame becomes an event from the pool and reaches the queue of its processor without a lock.',
    participants: ['TCP Socket', 'TCP Parser', 'Event Pool', 'EventBus Dispatcher', 'Processor Queues', 'Metrics'],
    messages: 9,
    frames: [],
    says: [
      ...['256-512 bytes', 't=0 μs', 't=2 μs', 't=3 μs', 't=5 μs', 't=6 μs', '2 μs at most', '6 μs (p50)'],
      ...['5 ms (p99)', 'O(1)', 'lock-free SPSC', 'acquire()', 'pop()'],
    ],
    departs: ['the p99 of ingest is not above that of the whole way (the document had 5-25 ms in a whole of 5 ms)'],
  },
  {
    key: 'E2',
    folder: 'realtime-processing',
    title: 'Realtime events: passed on, but never twice',
    description: 'Each event is looked up among those known, then processed and passed on, or skipped.',
    participants: ['Input Queue', 'Realtime Processor', 'Dedup Table', 'Storage Queue', 'Metrics', 'Event Pool'],
    messages: 10,
    frames: ['loop 1..*', 'alt 2'],
    says: ['15-30 μs at most', '27K events/s', '1 ms (p99)', 'is_duplicate(id)', 'pop()', 'local_count', 'RAII'],
    departs: ['the processor asks its queue for the next event, which thus cannot overtake the one before'],
  },
  {
    key: 'E3',
    folder: 'transactional-processing',
    title: 'Transactional events: processed exactly once',
    description: 'Each event is processed only if its id could be inserted, and old ids are removed in the background.',
    participants: [
      ...['Input Queue', 'Transactional Processor', 'Dedup Insert', 'Storage Queue', 'Cleanup Thread', 'Metrics'],
    ],
    messages: 10,
    frames: ['par 2', 'loop 1..*', 'alt 2'],
    says: ['20-40 μs at most', '27K events/s', '1 hour', '10 min', 'insert(id, timestamp)', 'local_new', 'CAS'],
    departs: [
      'the cleanup runs beside the processing, and not behind it',
      'the processor asks its queue for the next event',
    ],
  },
  {
    key: 'E4',
    folder: 'batch-processing',
    title: 'Batched events: collected in windows, stored as one',
    description: 'Events are collected by topic and partition until a batch is full or old, then stored as one.',
    participants: ['Input Queue', 'Batch Processor', 'Buckets Map', 'Storage Queue', 'Metrics'],
    messages: 12,
    frames: ['loop 1..*', 'alt 2'],
    says: ['64 events', '100 ms', '100-500 μs at most', '27K events/s', 'bucket(topic, partition)', 'push_back(event)'],
    departs: [
      'waiting is work of the processor, and not a message that says that there is none',
      'the processor asks for the next event and for the cleared bucket',
    ],
  },
  {
    key: 'E5',
    folder: 'lock-free-deduplication',
    title: 'Two threads at one bucket, and no lock',
    description: 'One thread inserts into a bucket by compare and swap while another one reads it.',
    participants: ['Thread A (insert)', 'Atomic Bucket', 'Thread B (lookup)', 'CAS Logic'],
    messages: 19,
    frames: ['par 2', 'alt 2', 'alt 2', 'loop 0..3'],
    says: [
      'load(acquire)',
      'compare_exchange_strong',
      '3 retries at most',
      'O(1)',
      'is_duplicate(id)',
      'collision chain',
    ],
    departs: [
      'each thread has one operand of its own, for nothing keeps the two in step',
      'what is read is answered, and the search of the chain tells whether it found the id',
    ],
  },
  {
    key: 'E6',
    folder: 'metrics-buffering',
    title: 'Metrics that wait in their thread',
    description: 'Three threads count for themselves and take the lock of the registry once for a thousand events.',
    participants: [
      ...['Thread 1 (Realtime)', 'Thread 2 (Transactional)', 'Thread 3 (Batch)', 'Metrics Registry'],
      'Background Reporter',
    ],
    messages: 15,
    frames: ['par 3', 'par 4'],
    says: [
      ...['1000 events every 1 ms', '1M events/s', 'flush(1000 events)', 'every 100 ms', '246K → 1K ops/s', '15% → 2%'],
      ...['99.6%', '87%', 'p50, p99 and p99.9', 'local_sum', 'latency_sum', 'events_processed'],
    ],
    departs: [
      'each thread has an operand, and the reporter, too, which nobody calls',
      'the share of locks that are spared fits its figures (the document had 95%)',
    ],
  },
  {
    key: 'E7',
    folder: 'event-lifetime',
    title: 'Who holds an event, from the pool and back',
    description: 'The references to an event are counted from the pool over three queues and back into the pool.',
    participants: [
      ...['Event Pool', 'TCP Parser', 'EventBus Queue', 'Processor Queue', 'Processor Thread', 'Storage Queue'],
    ],
    messages: 14,
    frames: [],
    says: [
      ...['65536 events', '32 MB', 'available_count = 65536', 'ref_count = 1', 'ref_count = 2', 'ref_count = 3'],
      ...['ref_count = 4', '50 μs (p50)', '5 ms (p99)', 'RAII'],
    ],
    departs: ['the last reference that is destroyed tells the pool, which releases the event only then'],
  },
  {
    key: 'E8',
    folder: 'complete-event-flow',
    title: 'An event through the whole engine',
    description: 'Events go from the network over the bus to three processors, to the storage and into the metrics.',
    participants: [
      ...['Network (TCP)', 'Ingest Thread', 'EventBus Thread', 'Realtime Thread', 'Transactional Thread'],
      ...['Batch Thread', 'Storage Thread', 'Metrics Thread'],
    ],
    messages: 16,
    frames: ['par 3'],
    says: [
      ...['Parse: 2 μs', 'Acquire: 0.1 μs', '30 μs at most', '40 μs at most', '100-500 μs at most', 'every 1 ms'],
      ...[
        'one lock for 1000 events',
        '50 μs (p50)',
        '5 ms (p99)',
        '82K events/s',
        'REALTIME',
        'TRANSACTIONAL',
        'BATCH',
      ],
    ],
    departs: [],
  },
  {
    key: 'E9',
    folder: 'ring-buffer',
    title: 'One producer, one consumer, one ring',
    description: 'A producer and a consumer share a ring whose two indices each of them alone moves.',
    participants: ['Producer Thread', 'Ring Buffer', 'Consumer Thread'],
    messages: 17,
    frames: ['par 2', 'alt 2', 'alt 2'],
    says: ['16384', 'head_ = 0, tail_ = 0', '(relaxed)', '(acquire)', '(release)', 'alignas(64)', 'ABA', 'No CAS'],
    departs: [
      'each thread has one operand of its own, for nothing keeps the two in step',
      'what is read from the ring, and the entry that is written, are answered',
    ],
  },
];
