import { createHash, randomUUID } from 'node:crypto';
import * as model from '@aws-sdk/client-sqs';
import { z } from 'zod';
import type { Timeline } from '../../clock';
import { readSection } from '../section';
import {
  type EmulatedService,
  memorySection,
  type Section,
  type ServiceCall,
  ServiceError,
} from '../service';
import { dispatch, operation, type Operations } from '../support/operation';

const Seconds = z.int().min(0).max(43_200);
const OfQueue = z.object({ QueueUrl: z.string() });
const OfMessage = z.strictObject({ QueueUrl: z.string(), ReceiptHandle: z.string() });
const Receive = z.strictObject({
  QueueUrl: z.string(),
  MaxNumberOfMessages: z.int().min(1).max(10).default(1),
  VisibilityTimeout: Seconds.default(30),
  MessageSystemAttributeNames: z.array(z.string()).optional(),
  MessageAttributeNames: z.array(z.string()).optional(),
  WaitTimeSeconds: z.int().min(0).max(20).optional(),
});

const Message = z.object({
  id: z.string(),
  queue: z.string(),
  body: z.string(),
  /** Epoch milliseconds. */
  sentAt: z.number(),
  /** Until then it is not given out again. */
  hiddenUntil: z.number(),
  received: z.number(),
  attributes: z.record(z.string(), z.string()),
  /** Why it is there, for people who look at the panel; nobody is told over the wire. */
  reason: z.string(),
});
/** A message that stands in an emulated queue. */
export type StandingMessage = Readonly<z.infer<typeof Message>>;

/** What an emulated SQS needs. */
export type SqsOptions = {
  readonly timeline: Timeline;
  readonly region: string;
  readonly accountId: string;
  readonly queues: readonly string[];
  /** @default memory */
  readonly section?: Section;
};

/** SQS as far as queues of failures need it: messages stand, are looked at, hidden for a while, and taken out. None is dropped by age. */
export class Sqs implements EmulatedService {
  readonly name = 'sqs';
  readonly protocol = 'json';
  readonly target = 'AmazonSQS';
  readonly model: Record<string, unknown> = model;
  readonly #options: SqsOptions;
  readonly #section: Section;
  readonly #operations: Operations;
  #messages: z.infer<typeof Message>[];

  constructor(options: SqsOptions) {
    this.#options = options;
    this.#section = options.section ?? memorySection();
    this.#messages = readSection(this.#section, z.array(Message), 'SQS', []);
    this.#operations = {
      GetQueueUrl: operation(z.strictObject({ QueueName: z.string() }), ({ QueueName }) => ({
        QueueUrl: this.#urlOf(QueueName),
      })),
      GetQueueAttributes: operation(
        OfQueue.extend({ AttributeNames: z.array(z.string()).optional() }).strict(),
        ({ QueueUrl, AttributeNames = [] }) => this.#attributes(QueueUrl, AttributeNames),
      ),
      ReceiveMessage: operation(Receive, (input) => this.#receive(input)),
      DeleteMessage: operation(OfMessage, (input) => this.#delete(input)),
      ChangeMessageVisibility: operation(OfMessage.extend({ VisibilityTimeout: Seconds }).strict(), (input) =>
        this.#hide(input),
      ),
    };
  }

  /** Runs one operation. */
  async call(call: ServiceCall): Promise<Record<string, unknown>> {
    return dispatch(this.#operations, call);
  }

  /** What stands in all queues, oldest first. */
  standing(): readonly StandingMessage[] {
    return this.#messages;
  }

  /** Puts a message into a queue, as a service does that delivers failures there. */
  deliver(
    queue: string,
    body: unknown,
    reason: string,
    attributes: Readonly<Record<string, string>> = {},
  ): void {
    this.#urlOf(queue);
    const sentAt = this.#options.timeline.now();
    const message = {
      id: randomUUID(),
      queue,
      body: JSON.stringify(body),
      sentAt,
      hiddenUntil: 0,
      received: 0,
    };
    this.#save([...this.#messages, { ...message, attributes, reason }]);
  }

  #attributes(url: string, names: readonly string[]): Record<string, unknown> {
    const standing = this.#in(url);
    const now = this.#options.timeline.now();
    const visible = standing.filter(({ hiddenUntil }) => hiddenUntil <= now).length;
    const all: Readonly<Record<string, number>> = {
      ApproximateNumberOfMessages: visible,
      ApproximateNumberOfMessagesNotVisible: standing.length - visible,
      MessageRetentionPeriod: 1_209_600,
    };
    const asked = Object.entries(all).filter(([name]) => names.includes('All') || names.includes(name));
    return { Attributes: Object.fromEntries(asked.map(([name, value]) => [name, String(value)])) };
  }

  #receive({
    QueueUrl,
    MaxNumberOfMessages,
    VisibilityTimeout,
  }: z.infer<typeof Receive>): Record<string, unknown> {
    const now = this.#options.timeline.now();
    const given = this.#in(QueueUrl)
      .filter(({ hiddenUntil }) => hiddenUntil <= now)
      .slice(0, MaxNumberOfMessages);
    for (const message of given) {
      message.hiddenUntil = now + VisibilityTimeout * 1_000;
      message.received += 1;
    }
    this.#save(this.#messages);
    return given.length === 0 ? {} : { Messages: given.map(onTheWire) };
  }

  #delete({ QueueUrl, ReceiptHandle }: z.infer<typeof OfMessage>): Record<string, unknown> {
    const message = this.#find(QueueUrl, ReceiptHandle);
    this.#save(this.#messages.filter((each) => each !== message));
    return {};
  }

  #hide({
    QueueUrl,
    ReceiptHandle,
    VisibilityTimeout,
  }: z.infer<typeof OfMessage> & { VisibilityTimeout: number }): Record<string, unknown> {
    this.#find(QueueUrl, ReceiptHandle).hiddenUntil =
      this.#options.timeline.now() + VisibilityTimeout * 1_000;
    this.#save(this.#messages);
    return {};
  }

  #find(url: string, handle: string): z.infer<typeof Message> {
    const found = this.#in(url).find((message) => handleOf(message) === handle);
    if (found) return found;
    throw new ServiceError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.', 404);
  }

  #in(url: string): z.infer<typeof Message>[] {
    const queue = this.#options.queues.find((name) => this.#urlOf(name) === url);
    if (queue === undefined) throw noQueue();
    return this.#messages.filter((message) => message.queue === queue);
  }

  #urlOf(queue: string): string {
    if (!this.#options.queues.includes(queue)) throw noQueue();
    return `https://sqs.${this.#options.region}.amazonaws.com/${this.#options.accountId}/${queue}`;
  }

  #save(messages: z.infer<typeof Message>[]): void {
    this.#messages = messages;
    this.#section.write(messages);
  }
}

/** Each time that a message is given out it has another handle; the last one counts. */
const handleOf = ({ id, received }: StandingMessage) => Buffer.from(`${id} ${received}`).toString('base64');

function onTheWire(message: StandingMessage): Record<string, unknown> {
  const { id, body, sentAt, received, attributes } = message;
  return {
    MessageId: id,
    ReceiptHandle: handleOf(message),
    Body: body,
    MD5OfBody: createHash('md5').update(body).digest('hex'),
    Attributes: { SentTimestamp: String(sentAt), ApproximateReceiveCount: String(received) },
    ...(Object.keys(attributes).length > 0 && {
      MessageAttributes: Object.fromEntries(
        Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
      ),
    }),
  };
}

function noQueue(): ServiceError {
  return new ServiceError('QueueDoesNotExist', 'The specified queue does not exist.');
}
