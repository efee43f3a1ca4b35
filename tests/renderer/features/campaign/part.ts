import { screen } from '@testing-library/react';

/** The part of the screen that bears this title. */
export const part = (name: string) => screen.findByRole('region', { name });
