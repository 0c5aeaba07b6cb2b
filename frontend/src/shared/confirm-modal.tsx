import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { ProblemAlert } from './problem-alert';
import { strings } from './strings';

type Props = {
  readonly title: string;
  readonly confirm: string;
  readonly children: ReactNode;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
};

/** Asks before something is changed; stays open, with the reason, when it could not be. */
export function ConfirmModal({ title, confirm, children, busy, error, onConfirm, onClose }: Props) {
  return (
    <Modal
      visible
      header={title}
      onDismiss={() => {
        if (!busy) onClose();
      }}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" disabled={busy} onClick={onClose}>
              {strings.goBack}
            </Button>
            <Button variant="primary" loading={busy} onClick={onConfirm}>
              {confirm}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {children}
        <ProblemAlert error={error} />
      </SpaceBetween>
    </Modal>
  );
}
