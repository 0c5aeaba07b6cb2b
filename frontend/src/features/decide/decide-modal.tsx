import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { useState } from 'react';
import type { RequestSummary } from '../../../../core/contract/requests';
import type { Answer } from '../../../../core/model/request';
import { useWrite } from '../../api/hooks';
import { ApiProblem } from '../../api/problem';
import { useMe } from '../../app/me';
import { useNotify } from '../../app/notifications';
import { CommentField } from '../../shared/comment-field';
import { ConfirmModal } from '../../shared/confirm-modal';
import { endTimesIfApproved } from '../../shared/end-times';
import { Targets } from '../../shared/target';
import { WantedWindow } from '../requests/wanted-window';
import { strings } from './strings';

type Props = { readonly request: RequestSummary; readonly answer: Answer; readonly onClose: () => void };

/** Asks for the comment of a decision and sends it, for the revision that is on the screen. */
export default function DecideModal({ request, answer, onClose }: Props) {
  const { rules } = useMe();
  const notify = useNotify();
  const [comment, setComment] = useState('');
  const [tried, setTried] = useState(false);
  const approving = answer === 'approve';
  const required = !approving || rules.approvalCommentRequired;
  const missing = required && comment.trim() === '';
  const decide = useWrite('decideRequest', () => {
    notify({ type: 'success', content: approving ? strings.approved : strings.rejected });
    onClose();
  });
  const send = () => {
    setTried(true);
    if (missing) return;
    decide.mutate({
      params: { requestId: request.id },
      body: { answer, comment, revision: request.revision },
    });
  };
  const problem = decide.error instanceof ApiProblem ? decide.error : undefined;
  return (
    <ConfirmModal
      title={approving ? strings.approveTitle : strings.rejectTitle}
      confirm={approving ? strings.approve : strings.reject}
      busy={decide.isPending}
      error={decide.error}
      onConfirm={send}
      onClose={onClose}
    >
      <KeyValuePairs
        columns={1}
        items={[
          { label: strings.who, value: request.beneficiary.displayName },
          { label: strings.what, value: <Targets targets={request.targets} /> },
          { label: strings.when, value: <WantedWindow request={request} /> },
          ...(approving ? endTimesIfApproved(request) : []),
          { label: strings.why, value: <span className="preformatted">{request.justification || '–'}</span> },
          ...(request.ticket ? [{ label: strings.ticket, value: request.ticket }] : []),
        ]}
      />
      <CommentField
        value={comment}
        required={required}
        error={tried && missing ? strings.commentMissing : problem?.fieldMessage('comment')}
        help={approving ? '' : strings.rejectHelp}
        onChange={setComment}
      />
    </ConfirmModal>
  );
}
