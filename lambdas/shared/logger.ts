import { Logger } from '@aws-lambda-powertools/logger';

/** Structured log lines. Ids and names of errors only: no bodies, tokens or events. */
export const logger = new Logger({ serviceName: 'hourglass' });
