import Box from '@cloudscape-design/components/box';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import { useState } from 'react';
import type { RequestDetail } from '../../../../core/contract/requests';
import { fromIso, MINUTE, toIso } from '../../../../core/model/instant';
import { useWrite } from '../../api/hooks';
import { ApiProblem } from '../../api/problem';
import { useNotify } from '../../app/notifications';
import { CommentField } from '../../shared/comment-field';
import { ConfirmModal } from '../../shared/confirm-modal';
import { endTimes, longestSession } from '../../shared/end-times';
import { targetsText } from '../../shared/target';
import { MinutesField } from '../policies/minutes-field';
import { strings } from './strings';

type Props = { readonly request: RequestDetail; readonly onClose: () => void };

const FIRST_OFFER = 60;

/** Moves the end of access: by how much, why, and when it ends then. */
export default function ExtendModal({ request, onClose }: Props) {
  const notify = useNotify();
  const [minutes, setMinutes] = useState(FIRST_OFFER);
  const [comment, setComment] = useState('');
  const [tried, setTried] = useState(false);
  const extend = useWrite('extendRequest', () => {
    notify({ type: 'success', content: strings.done });
    onClose();
  });
  const problem = extend.error instanceof ApiProblem ? extend.error : undefined;
  const whole = Number.isInteger(minutes) && minutes > 0;
  const { id: requestId, revision, endsAt, targets } = request;
  const sessions = longestSession(targets);
  const newEnd = endsAt && whole ? toIso(fromIso(endsAt) + minutes * MINUTE) : undefined;
  return (
    <ConfirmModal
      title={strings.title}
      confirm={strings.extend}
      busy={extend.isPending}
      error={extend.error}
      onClose={onClose}
      onConfirm={() => {
        setTried(true);
        if (whole) extend.mutate({ params: { requestId }, body: { minutes, comment, revision } });
      }}
    >
      <Box>
        <strong>{targetsText(request.targets)}</strong>
        <div>{strings.text}</div>
      </Box>
      <MinutesField
        label={strings.by}
        minutes={FIRST_OFFER}
        error={tried && !whole ? strings.notMinutes : problem?.fieldMessage('minutes')}
        onChange={setMinutes}
      />
      {endsAt && (
        <KeyValuePairs
          columns={2}
          minColumnWidth={180}
          items={[
            { type: 'group', title: strings.before, items: endTimes(endsAt, sessions) },
            { type: 'group', title: strings.after, items: newEnd ? endTimes(newEnd, sessions) : [] },
          ]}
        />
      )}
      <CommentField value={comment} onChange={setComment} error={problem?.fieldMessage('comment')} />
    </ConfirmModal>
  );
}
