import { ADMIN_GROUP, AUDITOR_GROUP, RESPONDER_GROUP } from '../places';
import type { GroupName } from './data/groups';

/** Somebody of the sample organization. */
export type SeedPerson = {
  readonly userName: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly title: string;
  readonly groups: readonly GroupName[];
  /** False: Identity Center has no email address for this person. @default true */
  readonly hasEmail?: boolean;
  /** @default true */
  readonly enabled?: boolean;
};

/** The people that stories and guides name; their user names are the keys. */
export const CAST = {
  /** Asks for access: payments engineer, on call. */
  ann: cast('ann', 'Ann', 'Lee', 'Payments engineer', 'payments-engineers', 'on-call'),
  /** Approves for payments; may ask too, so that he can try to approve himself. */
  ben: cast(
    'ben',
    'Ben',
    'Osei',
    'Payments lead',
    'payments-leads',
    'engineering-leads',
    'payments-engineers',
  ),
  /** Approves the second step of administrator access in production. */
  sec: cast('sec', 'Sofia', 'Marin', 'Security engineer', 'security'),
  /** Sees every request and decides none. */
  aud: cast('aud', 'Aiko', 'Tanaka', 'Internal auditor', AUDITOR_GROUP),
  /** Edits policies and settings. */
  adm: cast('adm', 'Adam', 'Novak', 'IAM administrator', ADMIN_GROUP),
  /** Ends access and stops activations in an emergency. */
  res: cast('res', 'Reza', 'Karimi', 'Incident responder', RESPONDER_GROUP),
  /** Another who asks; holds standing read access to one account. */
  rui: cast('rui', 'Rui', 'Almeida', 'Payments engineer', 'payments-engineers'),
  /** No policy names her. */
  ivy: cast('ivy', 'Ivy', 'Chen', 'Marketing manager'),
  /** Gets sandbox access without anybody's approval. */
  sam: cast('sam', 'Sam', 'Okafor', 'Platform engineer', 'platform'),
} as const;

function cast(
  userName: string,
  givenName: string,
  familyName: string,
  title: string,
  ...groups: GroupName[]
): SeedPerson {
  return { userName, givenName, familyName, title, groups };
}
