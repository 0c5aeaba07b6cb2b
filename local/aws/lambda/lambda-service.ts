import * as model from '@aws-sdk/client-lambda';
import { z } from 'zod';
import type { LambdaDescriptions } from './lambda-descriptions';
import { type EmulatedService, type ServiceCall, ServiceError } from '../service';

const Invoke = z.object({ FunctionName: z.string(), Payload: z.string().optional() });

/** Lambda: functions of the laptop are invoked by their names; a failure is an answer, as it is in AWS. */
export class LambdaService implements EmulatedService {
  readonly name = 'lambda';
  readonly protocol = 'rest';
  readonly target = '2015-03-31';
  readonly model: Record<string, unknown> = model;

  constructor(
    /** Rejects with whatever the function throws; `undefined`: there is no such function. */
    private readonly invoke: (name: string, payload: unknown) => Promise<unknown> | undefined,
    private readonly descriptions: LambdaDescriptions,
  ) {}

  /** Runs one operation. */
  async call({ operation, input }: ServiceCall): Promise<Record<string, unknown>> {
    if (operation !== 'Invoke') return this.descriptions.call({ operation, input });
    const { FunctionName, Payload } = Invoke.parse(input);
    const payload: unknown =
      Payload === undefined ? {} : JSON.parse(Buffer.from(Payload, 'base64').toString());
    const running = this.invoke(FunctionName, payload);
    if (!running)
      throw new ServiceError('ResourceNotFoundException', `Function not found: ${FunctionName}`, 404);
    try {
      return { StatusCode: 200, Payload: bytesOf((await running) ?? null) };
    } catch (error) {
      return { StatusCode: 200, FunctionError: 'Unhandled', Payload: bytesOf(failureOf(error)) };
    }
  }
}

/** What Lambda answers, and hands to destinations, in the place of a function that threw. */
export function failureOf(error: unknown): { readonly errorType: string; readonly errorMessage: string } {
  if (error instanceof Error) return { errorType: error.name, errorMessage: error.message };
  return { errorType: typeof error, errorMessage: String(error) };
}

const bytesOf = (value: unknown) => Buffer.from(JSON.stringify(value));
