// Set by Forge's Vite plugin during `npm run dev`; absent in every other build.
declare const MAIN_WINDOW_VITE_DEV_SERVER_URL: string | undefined;

/** Address of Vite's dev server, or null outside `npm run dev`. */
export const devServer: string | null =
  typeof MAIN_WINDOW_VITE_DEV_SERVER_URL === 'string' ? MAIN_WINDOW_VITE_DEV_SERVER_URL : null;
