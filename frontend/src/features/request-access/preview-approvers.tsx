import Box from '@cloudscape-design/components/box';
import type { RequestPreview } from '../../../../core/contract/requests';
import { strings as shared } from '../../shared/strings';
import { strings } from './strings';

type Needs = RequestPreview['approvers'];
type Step = Needs[number]['alternatives'][number]['steps'][number];

const FEW = 4;

function names(step: Step): string {
  const people = step.people.map((person) => person.displayName);
  const more = people.length - FEW + step.morePeople;
  const shown = people.slice(0, FEW).join(', ');
  return more > 0 ? `${shown} ${shared.andMore(more)}` : shown;
}

/** Who is asked: per approval policy its steps, each with groups and names. */
export function PreviewApprovers({ needs }: { readonly needs: Needs }) {
  return needs.flatMap((need, n) =>
    need.alternatives.map((alternative, index) => (
      <div key={`${n} ${alternative.policy.id}`}>
        {index > 0 && <Box color="text-body-secondary">{strings.or}</Box>}
        <strong>{alternative.policy.name}</strong>
        <ol className="steps">
          {alternative.steps.map((step) => (
            <li key={`${step.name} ${step.groups.map((group) => group.id).join()} ${step.needed}`}>
              {step.name && `${step.name}: `}
              {strings.oneOf(step.needed)} {step.groups.map((group) => group.name).join(', ')}
              {step.people.length > 0 && (
                <Box color="text-body-secondary" fontSize="body-s">
                  {names(step)}
                </Box>
              )}
            </li>
          ))}
        </ol>
      </div>
    )),
  );
}
