import type { ReactNode } from 'react';

/** A part of a page under a heading of its own. */
export function Section({
  title,
  text,
  children,
}: {
  readonly title: string;
  readonly text?: string | undefined;
  readonly children?: ReactNode;
}) {
  return (
    <section className="page-section" aria-label={title}>
      <h2>{title}</h2>
      {text !== undefined && <p className="muted">{text}</p>}
      {children}
    </section>
  );
}
