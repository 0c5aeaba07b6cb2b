import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { strings } from './strings';

type Message = { readonly type: 'success' | 'info' | 'warning' | 'error'; readonly content: ReactNode };
type Notify = (message: Message) => void;
type Item = FlashbarProps.MessageDefinition;

const NotifyContext = createContext<Notify>(() => {});
const ItemsContext = createContext<readonly Item[]>([]);

/** Says something at the top of the page, such as that a request was made. */
export function useNotify(): Notify {
  return useContext(NotifyContext);
}

/** Keeps what was said last until it is dismissed. */
export function NotificationProvider({ children }: { readonly children: ReactNode }) {
  const [items, setItems] = useState<readonly Item[]>([]);
  const notify = useCallback<Notify>((message) => {
    const id = crypto.randomUUID();
    const dismiss = () => setItems((all) => all.filter((item) => item.id !== id));
    const item = { ...message, id, dismissible: true, dismissLabel: strings.dismiss, onDismiss: dismiss };
    setItems([item]);
  }, []);
  return (
    <NotifyContext value={notify}>
      <ItemsContext value={items}>{children}</ItemsContext>
    </NotifyContext>
  );
}

/** What was said last. */
export function Notifications() {
  const items = useContext(ItemsContext);
  return useMemo(() => <Flashbar items={items} />, [items]);
}
