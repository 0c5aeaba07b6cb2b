import type { Config } from '../../lib/config/config';

type Variables = Readonly<Record<string, string>>;

/**
 * What the configuration puts into the environments of functions: what runs is compared with it. Not all of it, only what would do harm
 * if it were an older one. Test/infra holds it against the templates.
 */
export function expectedVariables(config: Config): Readonly<Record<string, Variables>> {
  const { identityCenter, mail, hardEnd, recordsRestored } = config;
  const people = {
    IDENTITY_STORE_ID: identityCenter.identityStoreId,
    ADMIN_GROUP_ID: identityCenter.adminGroupId,
    AUDITOR_GROUP_ID: identityCenter.auditorGroupId,
    RESPONDER_GROUP_ID: identityCenter.responderGroupId ?? '',
  };
  return {
    api: { ...people, HARD_END: hardEnd },
    notify: { MAIL_FROM: `${mail.name} <${mail.from}>` },
    'activate-lease': {
      CALLS_PER_SECOND: String(identityCenter.callsPerSecond),
      OUTSTANDING_OPERATIONS: String(identityCenter.outstandingOperations),
      HARD_END: hardEnd,
    },
    reconcile: { RECORDS_RESTORED: recordsRestored ? 'yes' : 'no' },
  };
}

/** A variable that a function has from another configuration than this one. */
export type Drift = {
  readonly function: string;
  readonly variable: string;
  readonly deployed: string;
  readonly configured: string;
};

/** Where what runs differs from the configuration. A variable that is left out is as good as an empty one. */
export function driftOf(config: Config, deployed: Readonly<Record<string, Variables>>): Drift[] {
  return Object.entries(expectedVariables(config)).flatMap(([name, variables]) =>
    Object.entries(variables).flatMap(([variable, configured]): Drift[] => {
      const found = deployed[name]?.[variable] ?? '';
      return found === configured ? [] : [{ function: name, variable, deployed: found, configured }];
    }),
  );
}
