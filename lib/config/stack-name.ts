import type { Config } from './config';

/** The name of a stack of an installation, by its part, such as `Data`. */
export const stackName = ({ stage }: Pick<Config, 'stage'>, part: string): string =>
  `Hourglass-${stage}-${part}`;
