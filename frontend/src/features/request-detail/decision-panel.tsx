import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { RequestDetail } from '../../../../core/contract/requests';
import type { RefusalCode } from '../../../../core/model/refusal';
import { Reasons } from '../../shared/reasons';
import { DecideButtons } from '../decide/decide-buttons';
import { strings } from './strings';

type Props = { readonly request: RequestDetail; readonly fromMail: boolean };

/** Reasons that nobody needs to be told who did not come to decide. */
const expected: ReadonlySet<RefusalCode> = new Set(['not-an-approver', 'own-request']);

/** The buttons to decide with, or why this person cannot, when they came to decide. */
export function DecisionPanel({ request, fromMail }: Props) {
  const { decide } = request.can;
  if (decide.allowed) {
    return (
      <Container header={<Header variant="h2">{strings.decideTitle}</Header>}>
        <SpaceBetween size="m">
          <Box>{strings.decideText}</Box>
          <DecideButtons request={request} focus={fromMail} emphasis />
        </SpaceBetween>
      </Container>
    );
  }
  const named = decide.reasons.filter((reason) => !expected.has(reason.code));
  if (request.status !== 'pending' || (!fromMail && named.length === 0)) return null;
  return (
    <Alert type="info" header={strings.cannotDecide}>
      <Reasons reasons={decide.reasons} />
    </Alert>
  );
}
