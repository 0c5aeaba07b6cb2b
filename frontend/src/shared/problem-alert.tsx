import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { ApiProblem, SignInNeededError } from '../api/problem';
import { Reasons } from './reasons';
import { strings } from './strings';

type Props = { readonly error: Error | null | undefined; readonly retry?: () => void };

/** What went wrong, in the words of whoever said no, and what to do about it. */
export function ProblemAlert({ error, retry }: Props) {
  if (!error || error instanceof SignInNeededError) return null;
  const problem = error instanceof ApiProblem ? error.problem : undefined;
  const reasons = problem?.reasons ?? [];
  const told = reasons.some((reason) => reason.message === error.message);
  const fields = (problem?.fields ?? []).filter((entry) => !error.message.includes(entry.message));
  return (
    <Alert
      type="error"
      header={problem?.title ?? strings.problem}
      action={retry && <Button onClick={retry}>{strings.retry}</Button>}
    >
      {!told && <div>{error.message}</div>}
      <Reasons reasons={reasons} />
      {fields.length > 0 && (
        <ul>
          {fields.map((entry) => (
            <li key={entry.field + entry.message}>
              {entry.field}: {entry.message}
            </li>
          ))}
        </ul>
      )}
      {problem?.correlationId && <div>{strings.quote(problem.correlationId)}</div>}
    </Alert>
  );
}
