import { Menu, type MenuItemConstructorOptions } from 'electron';

const zoom: MenuItemConstructorOptions = {
  label: 'View',
  submenu: [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    // The same key without Shift on keyboards where plus shares it with equals.
    { role: 'zoomIn', accelerator: 'CommandOrControl+=', visible: false },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
  ],
};

/** macOS needs its menus for copy and quit; elsewhere the bar stays hidden and only its zoom keys work. */
export function setUpMenu(): void {
  const mac: MenuItemConstructorOptions[] = [
    { role: 'appMenu' },
    { role: 'editMenu' },
    zoom,
    { role: 'windowMenu' },
  ];
  const template = process.platform === 'darwin' ? mac : [zoom];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
