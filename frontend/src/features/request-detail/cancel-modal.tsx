import Box from '@cloudscape-design/components/box';
import { useState } from 'react';
import { useWrite } from '../../api/hooks';
import { useNotify } from '../../app/notifications';
import { CommentField } from '../../shared/comment-field';
import { ConfirmModal } from '../../shared/confirm-modal';
import { strings } from './strings';

type Props = { readonly requestId: string; readonly onClose: () => void };

/** Asks before a request is taken back. */
export function CancelModal({ requestId, onClose }: Props) {
  const notify = useNotify();
  const [comment, setComment] = useState('');
  const cancel = useWrite('cancelRequest', () => {
    notify({ type: 'success', content: strings.cancelled });
    onClose();
  });
  return (
    <ConfirmModal
      title={strings.cancelTitle}
      confirm={strings.cancel}
      busy={cancel.isPending}
      error={cancel.error}
      onConfirm={() => cancel.mutate({ params: { requestId }, body: { comment } })}
      onClose={onClose}
    >
      <Box>{strings.cancelText}</Box>
      <CommentField value={comment} onChange={setComment} />
    </ConfirmModal>
  );
}
