import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call, callForFile } from '../../api/call';
import { serverNow } from '../../api/server-clock';
import { useMe } from '../../app/me';
import { ProblemAlert } from '../../shared/problem-alert';
import { saveFile } from '../../shared/save-file';
import { Result } from './result';
import { strings } from './strings';

const DAY = 86_400_000;
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

type Range = { readonly from: string; readonly to: string };

/** From the first moment of one UTC day to the end of another; undefined when a field holds no day. */
function rangeOf(from: string, to: string): Range | undefined {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  if (Number.isNaN(first) || Number.isNaN(last)) return undefined;
  return { from: new Date(first).toISOString(), to: new Date(last + DAY).toISOString() };
}

/** Verifies the audit trail of some UTC days, and saves it as a file that a stranger can verify. */
export function AuditCheck() {
  const { roles } = useMe();
  const [from, setFrom] = useState(() => dayOf(serverNow() - 7 * DAY));
  const [to, setTo] = useState(() => dayOf(serverNow()));
  const check = useMutation({ mutationFn: (query: Range) => call('verifyAudit', { query }) });
  const file = useMutation({
    mutationFn: async (query: Range) =>
      saveFile(await callForFile('exportAudit', { query }), `audit-${from}-${to}.ndjson`),
  });
  const range = rangeOf(from, to);
  const run = (action: { mutate: (query: Range) => void }) => () => range && action.mutate(range);
  return (
    <Container header={<Header variant="h2">{strings.verify}</Header>}>
      <SpaceBetween size="m">
        <Box>{strings.text}</Box>
        <div className="date-time">
          <FormField label={strings.since}>
            <DatePicker value={from} onChange={({ detail }) => setFrom(detail.value)} />
          </FormField>
          <FormField label={strings.until}>
            <DatePicker value={to} onChange={({ detail }) => setTo(detail.value)} />
          </FormField>
        </div>
        <div className="button-row">
          <Button variant="primary" loading={check.isPending} disabled={!range} onClick={run(check)}>
            {strings.check}
          </Button>
          {roles.auditor && (
            <Button iconName="download" loading={file.isPending} disabled={!range} onClick={run(file)}>
              {strings.download}
            </Button>
          )}
        </div>
        <output>{check.data && <Result result={check.data} />}</output>
        <ProblemAlert error={check.error ?? file.error} />
        <Box variant="small">{strings.unsealed}</Box>
        {roles.auditor && <Box variant="small">{strings.stranger}</Box>}
      </SpaceBetween>
    </Container>
  );
}
