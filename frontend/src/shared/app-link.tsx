import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import Link, { type LinkProps } from '@cloudscape-design/components/link';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';

type LinkTo = { readonly to: string; readonly children: ReactNode } & Pick<
  LinkProps,
  'variant' | 'fontSize' | 'ariaLabel'
>;

/** A link inside the app. */
export function AppLink({ to, children, ...rest }: LinkTo) {
  const navigate = useNavigate();
  return (
    <Link
      {...rest}
      href={to}
      onFollow={(event) => {
        event.preventDefault();
        void navigate(to);
      }}
    >
      {children}
    </Link>
  );
}

type ButtonTo = { readonly to: string; readonly children: ReactNode } & Pick<
  ButtonProps,
  'variant' | 'ariaLabel' | 'iconName' | 'disabled'
>;

/** A link inside the app that looks like a button. */
export function AppButton({ to, children, ...rest }: ButtonTo) {
  const navigate = useNavigate();
  return (
    <Button
      {...rest}
      href={to}
      wrapText={false}
      onFollow={(event) => {
        event.preventDefault();
        void navigate(to);
      }}
    >
      {children}
    </Button>
  );
}
