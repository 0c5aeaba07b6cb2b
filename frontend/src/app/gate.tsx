import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type ReactNode, useState } from 'react';
import { usePageTitle } from '../shared/page-title';
import { TopBar } from './top-bar';

type Props = {
  readonly title: string;
  readonly children: ReactNode;
  readonly action: string;
  readonly onAction: () => Promise<void> | void;
};

/** A page for somebody who is not signed in: what happened, and the one thing to do. */
export function Gate({ title, children, action, onAction }: Props) {
  const [busy, setBusy] = useState(false);
  usePageTitle(title);
  const act = async () => {
    setBusy(true);
    try {
      await onAction();
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <TopBar />
      <main className="gate">
        <Container header={<Header variant="h1">{title}</Header>}>
          <SpaceBetween size="l">
            <Box>{children}</Box>
            <Button variant="primary" loading={busy} onClick={() => void act()}>
              {action}
            </Button>
          </SpaceBetween>
        </Container>
      </main>
    </>
  );
}
