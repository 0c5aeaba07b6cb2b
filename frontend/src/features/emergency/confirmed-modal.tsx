import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Box from '@cloudscape-design/components/box';
import { useState } from 'react';
import { ApiProblem } from '../../api/problem';
import { CommentField } from '../../shared/comment-field';
import { ConfirmModal } from '../../shared/confirm-modal';
import { strings } from './strings';

type Props = {
  readonly title: string;
  readonly confirm: string;
  readonly warning: string;
  /** What has to be typed; the server compares. */
  readonly words: string;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onConfirm: (typed: { readonly confirmation: string; readonly comment: string }) => void;
  readonly onClose: () => void;
};

/** Asks for words typed exactly and for a reason, before something that concerns many. */
export function ConfirmedModal({ title, confirm, warning, words, busy, error, onConfirm, onClose }: Props) {
  const [confirmation, setConfirmation] = useState('');
  const [comment, setComment] = useState('');
  const problem = error instanceof ApiProblem ? error : undefined;
  return (
    <ConfirmModal
      title={title}
      confirm={confirm}
      busy={busy}
      error={error}
      onClose={onClose}
      onConfirm={() => onConfirm({ confirmation, comment })}
    >
      <Box>{warning}</Box>
      <FormField label={strings.type(words)} errorText={problem?.fieldMessage('confirmation')}>
        <Input
          value={confirmation}
          autoComplete={false}
          spellcheck={false}
          ariaRequired
          onChange={({ detail }) => setConfirmation(detail.value)}
        />
      </FormField>
      <CommentField value={comment} onChange={setComment} required error={problem?.fieldMessage('comment')} />
    </ConfirmModal>
  );
}
