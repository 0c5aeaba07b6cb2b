import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ResponseOf } from '../../../../core/contract/routes';
import { call } from '../../api/call';
import { serverNow } from '../../api/server-clock';
import { ProblemAlert } from '../../shared/problem-alert';
import { endOfDay, startOfDay } from './days';
import { strings } from './strings';

const WEEK = 7 * 86_400_000;
const dayOf = (at: number) => new Date(at).toLocaleDateString('sv-SE');

function Result({ result }: { readonly result: ResponseOf<'verifyAudit'> }) {
  if (result.ok) return <Alert type="success">{strings.holds(result.events, result.streams)}</Alert>;
  return (
    <Alert type="error" header={strings.broken}>
      <ul>
        {result.problems.map((one) => (
          <li key={`${one.problem} ${one.message}`}>{one.message}</li>
        ))}
      </ul>
    </Alert>
  );
}

/** Verifies the chain of the audit trail for some days. */
export function AuditCheck() {
  const [from, setFrom] = useState(() => dayOf(serverNow() - WEEK));
  const [to, setTo] = useState(() => dayOf(serverNow()));
  const check = useMutation({
    mutationFn: (query: { from: string; to: string }) => call('verifyAudit', { query }),
  });
  const range = { from: startOfDay(from), to: endOfDay(to) };
  return (
    <Container header={<Header variant="h2">{strings.audit}</Header>}>
      <SpaceBetween size="m">
        <Box>{strings.auditText}</Box>
        <div className="date-time">
          <FormField label={strings.since}>
            <DatePicker value={from} onChange={({ detail }) => setFrom(detail.value)} />
          </FormField>
          <FormField label={strings.until}>
            <DatePicker value={to} onChange={({ detail }) => setTo(detail.value)} />
          </FormField>
        </div>
        <Button
          loading={check.isPending}
          disabled={!range.from || !range.to}
          onClick={() => {
            if (range.from && range.to) check.mutate({ from: range.from, to: range.to });
          }}
        >
          {strings.check}
        </Button>
        <output>{check.data && <Result result={check.data} />}</output>
        <ProblemAlert error={check.error} />
      </SpaceBetween>
    </Container>
  );
}
