import { z } from 'zod';
import { errorFacts } from '../../../lambdas/shared/error-facts';
import { logger } from '../../../lambdas/shared/logger';
import { InvalidTaskInputError, taskHandler } from '../../../lambdas/shared/task-handler';

logger.setLogLevel('SILENT');

const Input = z.strictObject({ requestId: z.string(), taskToken: z.string() });
const Output = z.strictObject({ state: z.literal('done') });
const input = { requestId: 'request-1', taskToken: 'very-secret' };

describe('a step of a workflow', () => {
  it('gets parsed input and gives parsed output', async () => {
    const handler = taskHandler({ input: Input, output: Output }, async ({ requestId }) => {
      expect(requestId).toBe('request-1');
      return { state: 'done' as const };
    });
    expect(await handler(input)).toEqual({ state: 'done' as const });
  });

  it('refuses input that it does not know, without repeating it', async () => {
    const handler = taskHandler({ input: Input, output: Output }, async () => ({ state: 'done' as const }));
    const failure = await handler({ requestId: 7, taskToken: 'very-secret' }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(InvalidTaskInputError);
    expect(String(failure)).toContain('requestId');
    expect(String(failure)).not.toContain('very-secret');
  });

  it('lets nothing out that the workflow does not know', async () => {
    const more = { state: 'done' as const, extra: 1 };
    const handler = taskHandler({ input: Input, output: Output }, async () => more);
    await expect(handler(input)).rejects.toThrow('extra');
  });

  it('logs a failure by ids and name, never the token, and throws it on', async () => {
    const log = jest.spyOn(logger, 'error').mockImplementation(() => undefined);
    const handler = taskHandler({ input: Input, output: Output }, async () => {
      throw new TypeError('broken');
    });
    await expect(handler(input)).rejects.toThrow('broken');
    expect(log.mock.calls[0]?.[1]).toMatchObject({ requestId: 'request-1', errorName: 'TypeError' });
    expect(JSON.stringify(log.mock.calls)).not.toContain('very-secret');
    log.mockRestore();
  });

  it('keeps what was parsed out of the log', () => {
    const failure = z.object({ password: z.literal('x') }).safeParse({ password: 'hunter2' }).error;
    expect(errorFacts(failure)).toEqual({ errorName: 'ZodError' });
    expect(errorFacts('text')).toEqual({ errorName: 'string' });
  });
});
