import Alert from '@cloudscape-design/components/alert';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ResponseOf } from '../../../../core/contract/routes';
import { AppLink } from '../../shared/app-link';
import { runbookPath } from '../runbook/articles';
import { strings } from './strings';

type Verification = ResponseOf<'verifyAudit'>;

/** What a check found: whether the trail holds, every problem by name, and how far the days are sealed. */
export function Result({ result }: { readonly result: Verification }) {
  const { events, streams, roots, sealed, problems } = result;
  const forged = problems.filter(({ problem }) => problem === 'root-forged').length;
  return (
    <SpaceBetween size="m">
      {result.ok ? (
        <Alert type="success">{strings.holds(events, streams)}</Alert>
      ) : (
        <Problems problems={problems} />
      )}
      <KeyValuePairs
        columns={4}
        items={[
          { label: strings.events, value: events },
          { label: strings.roots, value: roots },
          { label: strings.sealed, value: sealed ? strings.days(sealed.from, sealed.to) : strings.never },
          { label: strings.signatures, value: forged === 0 ? strings.signed : strings.forged(forged) },
        ]}
      />
    </SpaceBetween>
  );
}

function Problems({ problems }: Pick<Verification, 'problems'>) {
  return (
    <Alert type="error" header={strings.broken(problems.length)}>
      {strings.brokenText} <AppLink to={runbookPath('audit')}>{strings.runbook}</AppLink>
      <ul>
        {problems.map(({ problem, message }) => (
          <li key={`${problem} ${message}`}>{message}</li>
        ))}
      </ul>
    </Alert>
  );
}
