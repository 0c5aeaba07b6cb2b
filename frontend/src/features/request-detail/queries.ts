import { useRead } from '../../api/hooks';

/** A request with everything that happened to it, as it happens. */
export const useRequest = (requestId: string) =>
  useRead('readRequest', { params: { requestId } }, { poll: true });
