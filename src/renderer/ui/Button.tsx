import type { ComponentPropsWithoutRef } from 'react';
import { KeyCap } from './KeyCap.tsx';
import './button.css';

interface ButtonProps extends ComponentPropsWithoutRef<'button'> {
  /** `filled` is for the one next step of a screen. */
  readonly look?: 'filled' | 'outline' | 'plain';
  /** The key that does the same, shown on the button. */
  readonly keyCap?: string | undefined;
}

export function Button({ look = 'outline', keyCap, children, ...rest }: ButtonProps) {
  return (
    <button type="button" className="button" data-look={look} {...rest}>
      {keyCap !== undefined && <KeyCap>{keyCap}</KeyCap>}
      {children}
    </button>
  );
}
