import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { given } from './unexpected-answer-error';

/** A message of a queue of failures. It is hidden from others until it is put back or taken out. */
export type FailureMessage = {
  readonly id: string;
  readonly body: string;
  /** Attributes that EventBridge adds, by name. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  readonly handle: string;
};

/** How long messages that are looked at are hidden; who dies over them has them back after that. In seconds. */
const HIDDEN = 900;
/** How long a look waits for messages that SQS keeps elsewhere, in seconds. */
const WAIT = 1;

/** Queues of failures in SQS. */
export class SqsFailures {
  readonly #urls = new Map<string, string>();

  constructor(private readonly client: SQSClient) {}

  /** How many messages stand in a queue, those that somebody looks at included. */
  async count(queue: string): Promise<number> {
    const QueueUrl = await this.#url(queue);
    const { Attributes = {} } = await this.client.send(
      new GetQueueAttributesCommand({
        QueueUrl,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
  }

  /** Takes messages out of sight, all but those that somebody else looks at; at most `most`. */
  async take(queue: string, most: number): Promise<FailureMessage[]> {
    const QueueUrl = await this.#url(queue);
    const taken = new Map<string, FailureMessage>();
    while (taken.size < most) {
      const { Messages = [] } = await this.client.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: HIDDEN,
          WaitTimeSeconds: WAIT,
          MessageSystemAttributeNames: ['SentTimestamp'],
          MessageAttributeNames: ['All'],
        }),
      );
      if (Messages.length === 0) break;
      for (const message of Messages.map(messageOf)) taken.set(message.id, message);
    }
    return [...taken.values()].toSorted((a, b) => a.sentAt - b.sentAt);
  }

  /** Puts a message back. */
  async putBack(queue: string, { handle }: FailureMessage): Promise<void> {
    const QueueUrl = await this.#url(queue);
    await this.client.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle: handle, VisibilityTimeout: 0 }),
    );
  }

  /** Takes a message out for good. */
  async remove(queue: string, { handle }: FailureMessage): Promise<void> {
    const QueueUrl = await this.#url(queue);
    await this.client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: handle }));
  }

  async #url(queue: string): Promise<string> {
    const known = this.#urls.get(queue);
    if (known !== undefined) return known;
    const { QueueUrl } = await this.client.send(new GetQueueUrlCommand({ QueueName: queue }));
    const url = given(QueueUrl, 'QueueUrl');
    this.#urls.set(queue, url);
    return url;
  }
}

function messageOf({
  MessageId,
  Body,
  ReceiptHandle,
  Attributes,
  MessageAttributes,
}: Message): FailureMessage {
  const attributes = Object.entries(MessageAttributes ?? {}).map(([name, { StringValue = '' }]) => [
    name,
    StringValue,
  ]);
  return {
    id: given(MessageId, 'MessageId'),
    body: given(Body, 'Body'),
    handle: given(ReceiptHandle, 'ReceiptHandle'),
    sentAt: Number(Attributes?.SentTimestamp ?? 0),
    attributes: Object.fromEntries(attributes),
  };
}
