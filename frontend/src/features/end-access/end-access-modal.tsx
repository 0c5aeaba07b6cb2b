import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { useState } from 'react';
import { useWrite } from '../../api/hooks';
import { ApiProblem } from '../../api/problem';
import { useNotify } from '../../app/notifications';
import { CommentField } from '../../shared/comment-field';
import { ConfirmModal } from '../../shared/confirm-modal';
import { endTimesNow } from '../../shared/end-times';
import { HardEndNote } from '../hard-end/note';
import type { EndableAccess } from './endable';
import { strings } from './strings';

type Props = { readonly access: EndableAccess; readonly onClose: () => void };

/** Ends access before its time: *Return access* for the holder, *End now* for everybody else. */
export default function EndAccessModal({ access, onClose }: Props) {
  const notify = useNotify();
  const [comment, setComment] = useState('');
  const own = access.endAs === 'returned';
  const end = useWrite('endRequest', () => {
    notify({ type: 'success', content: own ? strings.doneReturn : strings.doneEnd });
    onClose();
  });
  const { requestId, leaseId } = access;
  const problem = end.error instanceof ApiProblem ? end.error : undefined;
  return (
    <ConfirmModal
      title={own ? strings.returnTitle : strings.endTitle}
      confirm={own ? strings.returnAccess : strings.endNow}
      busy={end.isPending}
      error={end.error}
      onClose={onClose}
      onConfirm={() =>
        end.mutate({ params: { requestId }, body: { comment, ...(leaseId ? { leaseId } : {}) } })
      }
    >
      <Box>
        <strong>{access.what}</strong>
        {!leaseId && <div>{strings.all}</div>}
      </Box>
      <Box>
        {own ? strings.returnText : strings.endText(access.holder)}
        {access.sessionMinutes !== undefined && <HardEndNote />}
      </Box>
      <KeyValuePairs columns={2} minColumnWidth={180} items={endTimesNow(access.sessionMinutes)} />
      <CommentField value={comment} onChange={setComment} error={problem?.fieldMessage('comment')} />
    </ConfirmModal>
  );
}
