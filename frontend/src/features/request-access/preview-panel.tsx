import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { RequestPreview } from '../../../../core/contract/requests';
import { Moment } from '../../shared/moment';
import { ProblemAlert } from '../../shared/problem-alert';
import { Reasons } from '../../shared/reasons';
import { strings as common } from '../../shared/strings';
import { PreviewApprovers } from './preview-approvers';
import { strings } from './strings';

type Props = {
  readonly preview: RequestPreview | undefined;
  readonly error: Error | null;
  readonly settled: boolean;
  /** Reasons that only say what is not filled in yet. */
  readonly unfinished: RequestPreview['reasons'];
};

/** What would happen if the form were sent now. */
export function PreviewPanel({ preview, error, settled, unfinished }: Props) {
  return (
    <Container header={<Header variant="h2">{strings.preview}</Header>}>
      <output>
        {!preview && !error && <Box color="text-body-secondary">{strings.previewEmpty}</Box>}
        <ProblemAlert error={error} />
        {preview && !error && <Verdict preview={preview} settled={settled} unfinished={unfinished} />}
      </output>
    </Container>
  );
}

function Verdict({
  preview,
  settled,
  unfinished,
}: Pick<Props, 'settled' | 'unfinished'> & { preview: RequestPreview }) {
  const against = preview.reasons.filter((reason) => !unfinished.includes(reason));
  const possible = against.length === 0;
  return (
    <SpaceBetween size="m">
      {settled ? (
        <StatusIndicator type={possible ? 'success' : 'error'}>
          {possible ? strings.allowed : strings.refused}
        </StatusIndicator>
      ) : (
        <StatusIndicator type="loading">{strings.previewWorking}</StatusIndicator>
      )}
      <Reasons reasons={against} />
      {possible && unfinished.length > 0 && (
        <Box color="text-body-secondary">
          {strings.stillMissing}:
          <Reasons reasons={unfinished} />
        </Box>
      )}
      {possible && <Facts preview={preview} />}
    </SpaceBetween>
  );
}

function Facts({ preview }: { readonly preview: RequestPreview }) {
  const rules = new Set(preview.targets.flatMap((target) => target.policies.map((policy) => policy.name)));
  const onApproval = preview.approvalRequired ? strings.onApproval : strings.atOnce;
  return (
    <KeyValuePairs
      columns={1}
      items={[
        { label: strings.rule, value: [...rules].join(', ') || '–' },
        {
          label: strings.asked,
          value: preview.approvalRequired ? <PreviewApprovers needs={preview.approvers} /> : strings.nobody,
        },
        ...(preview.decideBefore
          ? [{ label: strings.decideBefore, value: <Moment at={preview.decideBefore} /> }]
          : []),
        { label: strings.starts, value: preview.startsAt ? <Moment at={preview.startsAt} /> : onApproval },
        {
          label: common.removedAt,
          value: (
            <>
              <Moment at={preview.endsAt} />{' '}
              {!preview.startsAt && preview.approvalRequired && common.ifApprovedNow}
            </>
          ),
        },
        { label: common.sessionsUntil, value: <Moment at={preview.sessionsUntil} /> },
      ]}
    />
  );
}
