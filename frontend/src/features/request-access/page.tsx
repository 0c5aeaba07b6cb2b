import Alert from '@cloudscape-design/components/alert';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { RequestDetail } from '../../../../core/contract/requests';
import { useRead } from '../../api/hooks';
import { Loading } from '../../shared/loading';
import { Page } from '../../shared/page';
import { draftFrom, emptyDraft } from './draft';
import { RequestForm } from './form';
import { strings } from './strings';

function FilledForm({ from }: { readonly from: RequestDetail | undefined }) {
  const [initial] = useState(() => (from ? draftFrom(from) : emptyDraft()));
  return <RequestForm initial={initial} />;
}

/** Ask for access, from an empty form or from an earlier request (`?again=`). */
export default function RequestAccessPage() {
  const [search] = useSearchParams();
  const again = search.get('again');
  const earlier = useRead(
    'readRequest',
    { params: { requestId: again ?? '' } },
    { enabled: again !== null, staleTime: Number.POSITIVE_INFINITY },
  );
  const waiting = again !== null && earlier.isPending;
  return (
    <Page
      title={strings.title}
      description={strings.description}
      crumbs={[{ text: strings.title, href: '/request' }]}
    >
      <SpaceBetween size="l">
        {again && earlier.data && <Alert type="info">{strings.again}</Alert>}
        {again && earlier.error && <Alert type="warning">{strings.againFailed}</Alert>}
        {waiting ? <Loading /> : <FilledForm key={again ?? ''} from={again ? earlier.data : undefined} />}
      </SpaceBetween>
    </Page>
  );
}
