import type { TableNames } from '../../../core/contract/tables';
import { InvalidEnvironmentError } from '../read-env';

/** A function names the tables that it uses; asking for another one is a mistake of its composition. */
export type TableVariables = {
  readonly REQUESTS_TABLE?: string;
  readonly ASSIGNMENTS_TABLE?: string;
  readonly POLICIES_TABLE?: string;
  readonly DIRECTORY_TABLE?: string;
  readonly AUDIT_TABLE?: string;
};

/** The tables that the environment names; reading the name of another throws `InvalidEnvironmentError`. */
export function tablesOf(env: TableVariables): TableNames {
  const named = (name: keyof TableVariables): string => {
    const value = env[name];
    if (value === undefined) throw new InvalidEnvironmentError(`This function has no ${name}.`);
    return value;
  };
  return {
    get requests() {
      return named('REQUESTS_TABLE');
    },
    get assignments() {
      return named('ASSIGNMENTS_TABLE');
    },
    get policies() {
      return named('POLICIES_TABLE');
    },
    get directory() {
      return named('DIRECTORY_TABLE');
    },
    get audit() {
      return named('AUDIT_TABLE');
    },
  };
}
