import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DocumentStore } from './document-store';

/** A client that asks the store at once: for contract suites, which need no scheduler. */
export function directClient(store: DocumentStore): DynamoDBDocumentClient {
  const send = async (command: { readonly input: Record<string, unknown> }) =>
    store.call(operationOf(command), command.input);
  return { send } as unknown as DynamoDBDocumentClient;
}

/** The name of a command's operation, without `Command`. */
export function operationOf(command: object): string {
  return command.constructor.name.replace(/Command$/, '');
}
