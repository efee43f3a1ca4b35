import type { ReactNode } from 'react';
import './notice.css';

interface NoticeProps {
  readonly title: string;
  /** What to do now. */
  readonly children?: ReactNode;
  readonly tone?: 'quiet' | 'alert';
  readonly action?: ReactNode;
}

/** Something to know, with what to do about it; stays until it is no longer true. */
export function Notice({ title, children, tone = 'quiet', action }: NoticeProps) {
  return (
    <div className="notice" data-tone={tone} role={tone === 'alert' ? 'alert' : 'status'}>
      <div>
        <strong>{title}</strong>
        {children !== undefined && <p>{children}</p>}
      </div>
      {action}
    </div>
  );
}
