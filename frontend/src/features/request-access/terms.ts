import { useQueries } from '@tanstack/react-query';
import type { EligiblePermissionSet } from '../../../../core/contract/eligibility';
import { call } from '../../api/call';
import type { DraftTarget } from './draft';

/** What the rules say about a permission set in an account, per target; undefined while unknown. */
export function useTerms(targets: readonly DraftTarget[]): readonly (EligiblePermissionSet | undefined)[] {
  const answers = useQueries({
    queries: targets.map(({ account, permissionSet }) => ({
      queryKey: ['terms', account?.id, permissionSet?.arn],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        readTerms(account?.id ?? '', permissionSet?.name ?? '', signal),
      enabled: account !== undefined && permissionSet !== undefined,
      staleTime: 30_000,
    })),
  });
  return targets.map(({ permissionSet }, index) =>
    answers[index]?.data?.items.find((item) => item.permissionSetArn === permissionSet?.arn),
  );
}

function readTerms(accountId: string, q: string, signal: AbortSignal) {
  return call('listEligiblePermissionSets', { params: { accountId }, query: { q, limit: 100 }, signal });
}
