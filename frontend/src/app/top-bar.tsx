import TopNavigation, { type TopNavigationProps } from '@cloudscape-design/components/top-navigation';
import { useSyncExternalStore } from 'react';
import { useNavigate } from 'react-router';
import type { Me } from '../../../core/contract/me';
import { signOut } from '../session/session';
import { strings } from './strings';
import { chooseTheme, currentTheme, onThemeChange } from './theme';

const moon = (
  <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path
      d="M13.500 9.800A6 6 0 1 1 6.200 2.500a4.800 4.800 0 0 0 7.300 7.300z"
      fill="none"
      strokeWidth="2"
    />
  </svg>
);
const sun = (
  <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <circle cx="8" cy="8" r="3" fill="none" strokeWidth="2" />
    <path d="M8 0v2M8 14v2M0 8h2M14 8h2M2.300 2.300l1.400 1.400M12.300 12.300l1.400 1.400M2.300 13.700l1.400-1.400M12.300 3.700l1.400-1.400" />
  </svg>
);

/** The bar at the top: the product, the theme, and the person with sign out. */
export function TopBar({ me }: { readonly me?: Me | undefined }) {
  const navigate = useNavigate();
  const dark = useSyncExternalStore(onThemeChange, currentTheme) === 'dark';
  const utilities: TopNavigationProps.Utility[] = [
    {
      type: 'button',
      iconSvg: dark ? sun : moon,
      ariaLabel: dark ? strings.lightTheme : strings.darkTheme,
      title: dark ? strings.lightTheme : strings.darkTheme,
      onClick: () => chooseTheme(dark ? 'light' : 'dark'),
    },
  ];
  if (me) {
    utilities.push({
      type: 'menu-dropdown',
      iconName: 'user-profile',
      text: me.person.displayName,
      description: me.email ?? me.person.userName,
      items: [
        { id: 'system-theme', text: strings.systemTheme },
        { id: 'sign-out', text: strings.signOut },
      ],
      onItemClick: ({ detail }) => {
        if (detail.id === 'sign-out') void signOut();
        else chooseTheme(undefined);
      },
    });
  }
  return (
    <div id="top-bar">
      <TopNavigation
        identity={{
          href: '/',
          title: strings.product,
          logo: { src: '/hourglass.svg', alt: strings.logo },
          onFollow: (event) => {
            event.preventDefault();
            void navigate('/');
          },
        }}
        utilities={utilities}
      />
    </div>
  );
}
