import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { DECLARE_WORDS, LIFT_WORDS } from '../../../../core/rules/emergency';
import { useWrite } from '../../api/hooks';
import { useMe } from '../../app/me';
import { useNotify } from '../../app/notifications';
import { formatMoment } from '../../shared/format-moment';
import { ConfirmedModal } from './confirmed-modal';
import { strings } from './strings';

/** Whether activations are stopped, and the button that changes it. */
export function StopSection() {
  const { emergencyStop: stop } = useMe();
  const [open, setOpen] = useState(false);
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={<Button onClick={() => setOpen(true)}>{stop ? strings.lift : strings.declare}</Button>}
        >
          {strings.stopTitle}
        </Header>
      }
    >
      <SpaceBetween size="xs">
        <StatusIndicator type={stop ? 'stopped' : 'success'} wrapText={false}>
          {stop ? strings.stopStands : strings.stopNone}
        </StatusIndicator>
        {stop && <Box>{strings.stopBy(stop.by.displayName, formatMoment(stop.since))}</Box>}
        <Box color="text-body-secondary">{strings.stopText}</Box>
      </SpaceBetween>
      {open && <StopModal stands={stop !== undefined} onClose={() => setOpen(false)} />}
    </Container>
  );
}

function StopModal({ stands, onClose }: { readonly stands: boolean; readonly onClose: () => void }) {
  const notify = useNotify();
  // What the modal is for does not change while it is open, even when somebody else is faster.
  const [lifting] = useState(stands);
  const change = useWrite(lifting ? 'liftEmergencyStop' : 'declareEmergencyStop', () => {
    notify({ type: 'success', content: lifting ? strings.lifted : strings.declared });
    onClose();
  });
  return (
    <ConfirmedModal
      title={lifting ? strings.liftTitle : strings.declareTitle}
      confirm={lifting ? strings.lift : strings.declare}
      warning={lifting ? strings.liftWarning : strings.declareWarning}
      words={lifting ? LIFT_WORDS : DECLARE_WORDS}
      busy={change.isPending}
      error={change.error}
      onClose={onClose}
      onConfirm={(body) => change.mutate({ body })}
    />
  );
}
