import type { Screen } from './screen';
import { others } from './screens-of-others';
import { approver, requester } from './screens-of-people';
import { admin, auditor, responder } from './screens-of-staff';

/** Every screen of the app and of the laptop's own pages. */
export const SCREENS: readonly Screen[] = [
  ...requester,
  ...approver,
  ...auditor,
  ...admin,
  ...responder,
  ...others,
];
