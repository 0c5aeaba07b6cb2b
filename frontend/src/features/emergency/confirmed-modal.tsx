import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs, { type KeyValuePairsProps } from '@cloudscape-design/components/key-value-pairs';
import Box from '@cloudscape-design/components/box';
import { useState } from 'react';
import { confirmationProblem } from '../../../../core/rules/emergency';
import { ApiProblem } from '../../api/problem';
import { CommentField } from '../../shared/comment-field';
import { ConfirmModal } from '../../shared/confirm-modal';
import { strings } from './strings';

type Props = {
  readonly title: string;
  readonly confirm: string;
  readonly warning: string;
  /** When access is removed and sessions are over; absent: nothing ends. */
  readonly times?: readonly KeyValuePairsProps.Pair[];
  /** What has to be typed; the server compares. */
  readonly words: string;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onConfirm: (typed: { readonly confirmation: string; readonly comment: string }) => void;
  readonly onClose: () => void;
};

/** Asks for words typed exactly and for a reason, before something that concerns many. */
export function ConfirmedModal(props: Props) {
  const { title, confirm, warning, times = [], words, busy, error, onConfirm, onClose } = props;
  const [confirmation, setConfirmation] = useState('');
  const [comment, setComment] = useState('');
  const [tried, setTried] = useState(false);
  const mistyped = confirmationProblem(confirmation, words) !== undefined;
  const notTyped = tried && mistyped ? strings.notTyped(words) : undefined;
  const whyMissing = tried && comment.trim() === '' ? strings.whyMissing : undefined;
  const problem = error instanceof ApiProblem ? error : undefined;
  return (
    <ConfirmModal
      title={title}
      confirm={confirm}
      busy={busy}
      error={error}
      onClose={onClose}
      onConfirm={() => {
        setTried(true);
        if (!mistyped && comment.trim() !== '') onConfirm({ confirmation, comment });
      }}
    >
      <Box>{warning}</Box>
      {times.length > 0 && <KeyValuePairs columns={2} minColumnWidth={180} items={times} />}
      <FormField label={strings.type(words)} errorText={notTyped ?? problem?.fieldMessage('confirmation')}>
        <Input
          value={confirmation}
          autoComplete={false}
          spellcheck={false}
          ariaRequired
          onChange={({ detail }) => setConfirmation(detail.value)}
        />
      </FormField>
      <CommentField
        value={comment}
        onChange={setComment}
        required
        error={whyMissing ?? problem?.fieldMessage('comment')}
      />
    </ConfirmModal>
  );
}
