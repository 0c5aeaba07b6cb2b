import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { RequestDetail } from '../../../../core/contract/requests';
import { strings as shared } from '../../shared/strings';
import { targetText } from '../../shared/target';
import { Decisions } from './decisions';
import { strings } from './strings';

type Need = RequestDetail['progress'][number];
type Alternative = Need['alternatives'][number];
type Step = Alternative['steps'][number];

function names({ people, morePeople }: Step): string {
  const all = people.map((person) => person.displayName).join(', ');
  return morePeople > 0 ? `${all} ${shared.andMore(morePeople)}` : all;
}

function StepLine({ step, number }: { readonly step: Step; readonly number: number }) {
  const done = step.given >= step.needed;
  return (
    <li>
      <div>
        {strings.step(number, step.name)} <StepState step={step} done={done} />
      </div>
      <Box color="text-body-secondary" fontSize="body-s">
        {step.groups.map((group) => group.name).join(', ')}
        {step.groups.length > 0 && step.people.length > 0 && ': '}
        {names(step)}
      </Box>
    </li>
  );
}

function StepState({ step, done }: { readonly step: Step; readonly done: boolean }) {
  const type = done ? 'success' : step.open ? 'in-progress' : 'pending';
  const word = done ? strings.stepDone : step.open ? strings.open : strings.later;
  return (
    <StatusIndicator type={type}>
      {strings.given(step.given, step.needed)}, {word}
    </StatusIndicator>
  );
}

function NeedView({ need, request }: { readonly need: Need; readonly request: RequestDetail }) {
  const about = need.targets.flatMap((index) => request.targets[index] ?? []);
  return (
    <SpaceBetween size="xs">
      {request.targets.length > 1 && (
        <Box color="text-body-secondary">
          {strings.forTargets} {about.map(targetText).join('; ')}
        </Box>
      )}
      {need.alternatives.length > 1 && <Box>{strings.anyOf}</Box>}
      {need.alternatives.map((alternative) => (
        <div key={alternative.policy.id}>
          <strong>{alternative.policy.name}</strong>
          <ol className="steps">
            {alternative.steps.map((step, index) => (
              <StepLine key={strings.step(index + 1, step.name)} step={step} number={index + 1} />
            ))}
          </ol>
        </div>
      ))}
    </SpaceBetween>
  );
}

/** How far the approval is, and what each approver said. */
export function ApprovalProgress({ request }: { readonly request: RequestDetail }) {
  return (
    <Container header={<Header variant="h2">{strings.approval}</Header>}>
      <SpaceBetween size="l">
        {request.progress.length === 0 && <Box>{strings.noApproval}</Box>}
        {request.progress.map((need) => (
          <NeedView key={need.targets.join()} need={need} request={request} />
        ))}
        {request.progress.length > 0 && <Decisions request={request} />}
      </SpaceBetween>
    </Container>
  );
}
