import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { RequestSummary } from '../../../../core/contract/requests';
import type { Answer } from '../../../../core/model/request';
import { targetsText } from '../../shared/target';
import { strings } from './strings';

const DecideModal = lazy(() => import('./decide-modal'));

type Props = {
  readonly request: RequestSummary;
  /** Puts the focus on *Approve*: somebody came from an email to decide. */
  readonly focus?: boolean;
  readonly emphasis?: boolean;
};

/** *Approve* and *Reject*; each asks once more, with room for a comment. */
export function DecideButtons({ request, focus = false, emphasis = false }: Props) {
  const [answer, setAnswer] = useState<Answer>();
  const approve = useRef<ButtonProps.Ref>(null);
  useEffect(() => {
    if (focus) approve.current?.focus();
  }, [focus]);
  const about = `${request.beneficiary.displayName}, ${targetsText(request.targets)}`;
  return (
    <div className="button-row">
      <Button
        ref={approve}
        wrapText={false}
        variant={emphasis ? 'primary' : 'normal'}
        ariaLabel={`${strings.approve}: ${about}`}
        onClick={() => setAnswer('approve')}
      >
        {strings.approve}
      </Button>
      <Button wrapText={false} ariaLabel={`${strings.reject}: ${about}`} onClick={() => setAnswer('reject')}>
        {strings.reject}
      </Button>
      {answer && (
        <Suspense>
          <DecideModal request={request} answer={answer} onClose={() => setAnswer(undefined)} />
        </Suspense>
      )}
    </div>
  );
}
