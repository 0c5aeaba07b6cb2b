import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import { lazy, Suspense, useState } from 'react';
import type { EndableAccess } from './endable';
import { strings } from './strings';

const EndAccessModal = lazy(() => import('./end-access-modal'));

type Props = { readonly access: EndableAccess; readonly variant?: ButtonProps.Variant };

/** The button that asks for the end of access; its question opens in a dialog. */
export function EndAccessButton({ access, variant = 'normal' }: Props) {
  const [open, setOpen] = useState(false);
  const text = access.endAs === 'returned' ? strings.returnAccess : strings.endNow;
  return (
    <>
      <Button
        variant={variant}
        wrapText={false}
        ariaLabel={`${text}: ${access.what}`}
        onClick={() => setOpen(true)}
      >
        {text}
      </Button>
      {open && (
        <Suspense>
          <EndAccessModal access={access} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
