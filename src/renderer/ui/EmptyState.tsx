import type { ReactNode } from 'react';
import './notice.css';

/** What an empty list teaches: why it is empty and how it fills. */
export function EmptyState({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="empty">
      <strong>{title}</strong>
      <p>{children}</p>
    </div>
  );
}
