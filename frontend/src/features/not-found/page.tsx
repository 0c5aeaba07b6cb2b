import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { strings } from '../../app/strings';
import { AppButton } from '../../shared/app-link';
import { Page } from '../../shared/page';

/** There is no page at this address. */
export default function NotFoundPage() {
  return (
    <Page title={strings.notFoundTitle}>
      <SpaceBetween size="l">
        <Box>{strings.notFoundText}</Box>
        <AppButton to="/" variant="primary">
          {strings.goHome}
        </AppButton>
      </SpaceBetween>
    </Page>
  );
}
