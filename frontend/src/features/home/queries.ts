import { useRead } from '../../api/hooks';

const FEW = 5;

/** Leases that the person holds now. */
export const useMyAccess = () =>
  useRead('listAccess', { query: { view: 'mine', limit: 20 } }, { poll: true });

/** The first requests that wait for the person. */
export const useInbox = () =>
  useRead('listRequests', { query: { view: 'inbox', limit: FEW } }, { poll: true });

/** The person's latest requests. */
export const useRecent = () =>
  useRead('listRequests', { query: { view: 'mine', limit: FEW } }, { poll: true });
