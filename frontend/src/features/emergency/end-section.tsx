import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { EmergencyPreview } from '../../../../core/contract/emergency';
import type { EmergencyScope } from '../../../../core/model/emergency';
import { useWrite } from '../../api/hooks';
import { useNotify } from '../../app/notifications';
import { endTimesNow } from '../../shared/end-times';
import { ProblemAlert } from '../../shared/problem-alert';
import { ConfirmedModal } from './confirmed-modal';
import { usePreview } from './queries';
import type { Draft } from './scope';
import { ScopeFields } from './scope-fields';
import { strings } from './strings';

const nothingChosen: Draft = { kind: 'person' };

/** Chooses what is to end, shows how many leases that is and whose, and ends it. */
export function EndSection() {
  const [draft, setDraft] = useState(nothingChosen);
  const [open, setOpen] = useState(false);
  const preview = usePreview(draft.scope);
  const data = draft.scope ? preview.data : undefined;
  return (
    <Container header={<Header variant="h2">{strings.endTitle}</Header>}>
      <SpaceBetween size="m">
        <Box>{strings.endText}</Box>
        <ScopeFields draft={draft} onChange={setDraft} />
        <output>
          {draft.scope && (data ? <Count preview={data} /> : !preview.error && strings.counting)}
        </output>
        <ProblemAlert error={draft.scope ? preview.error : null} />
        <Button disabled={!data} onClick={() => setOpen(true)}>
          {strings.end}
        </Button>
      </SpaceBetween>
      {open && draft.scope && data && (
        <EndModal
          scope={draft.scope}
          preview={data}
          onClose={() => setOpen(false)}
          onDone={() => setDraft(nothingChosen)}
        />
      )}
    </Container>
  );
}

function Count({ preview }: { readonly preview: EmergencyPreview }) {
  const { leases, people, scheduled, holders, more } = preview;
  if (leases === 0) return <>{strings.nothing}</>;
  const hidden = people - holders.length;
  return (
    <>
      <strong>{strings.count(leases, people, more)}</strong>
      {scheduled > 0 && <span>, {strings.scheduled(scheduled)}</span>}
      <ul className="steps">
        {holders.map(({ person, leases: held }) => (
          <li key={person.userId} title={person.userName}>
            {strings.holder(person.displayName, held)}
          </li>
        ))}
        {hidden > 0 && <li>{strings.moreHolders(hidden)}</li>}
      </ul>
    </>
  );
}

type ModalProps = {
  readonly scope: EmergencyScope;
  readonly preview: EmergencyPreview;
  readonly onClose: () => void;
  readonly onDone: () => void;
};

function EndModal({ scope, preview, onClose, onDone }: ModalProps) {
  const notify = useNotify();
  const end = useWrite('orderEmergencyEnd', () => {
    notify({ type: 'success', content: strings.ordered });
    onClose();
    onDone();
  });
  return (
    <ConfirmedModal
      title={strings.endModal(preview.name)}
      confirm={strings.end}
      warning={`${strings.count(preview.leases, preview.people, preview.more)}. ${strings.endWarning}`}
      times={endTimesNow(preview.sessionMinutes || undefined)}
      words={preview.confirmation}
      busy={end.isPending}
      error={end.error}
      onClose={onClose}
      onConfirm={(typed) => end.mutate({ body: { scope, ...typed } })}
    />
  );
}
