import Button from '@cloudscape-design/components/button';
import { lazy, Suspense, useState } from 'react';
import type { RequestDetail } from '../../../../core/contract/requests';
import { strings } from './strings';

const ExtendModal = lazy(() => import('./extend-modal'));

/** The button that moves the end of access; by how much is asked in a dialog. */
export function ExtendButton({ request }: { readonly request: RequestDetail }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button wrapText={false} onClick={() => setOpen(true)}>
        {strings.extend}
      </Button>
      {open && (
        <Suspense>
          <ExtendModal request={request} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
