import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import { Component, type ReactNode } from 'react';
import { strings } from './strings';

type Props = { readonly children: ReactNode };

/** Says so when a page breaks, and leaves the rest of the app usable. React has no hook for this. */
export class ErrorBoundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <Alert
        type="error"
        header={strings.brokenTitle}
        action={<Button onClick={() => window.location.reload()}>{strings.reload}</Button>}
      >
        {strings.brokenText}
      </Alert>
    );
  }
}
