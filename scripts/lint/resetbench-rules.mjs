// Rules of this repository that oxlint has no own word for. Loaded by .oxlintrc.json.
import { noForeignRooms } from './arrows.mjs';
import { pure } from './pure.mjs';

const forbiddenKeys = new Set([
  'webSecurity',
  'allowRunningInsecureContent',
  'experimentalFeatures',
  'enableBlinkFeatures',
]);
const forbiddenFolders = /(^|\/)(utils?|helpers?|common|managers?|services?)\//;

const noUnsafeWindowOptions = {
  create(context) {
    return {
      Property(node) {
        const name = node.key.name ?? node.key.value;
        if (!forbiddenKeys.has(name)) return;
        context.report({
          node,
          message: `${name} is never set: Electron's default is the safe one.`,
        });
      },
    };
  },
};

const noVagueFolders = {
  create(context) {
    return {
      Program(node) {
        const file = context.filename.replaceAll('\\', '/');
        const inside = file.slice(file.lastIndexOf('/src/') + 1);
        if (!inside.startsWith('src/') || !forbiddenFolders.test(inside)) return;
        context.report({ node, message: 'Name the folder after what is in it.' });
      },
    };
  },
};

const noModuleMocks = {
  create(context) {
    return {
      MemberExpression(node) {
        const isMock = /^(mock|doMock|hoisted)$/.test(node.property.name ?? '');
        if (node.object.name !== 'vi' || !isMock) return;
        context.report({
          node,
          message: 'Use the real thing or a fake of the port, not a module mock.',
        });
      },
    };
  },
};

export default {
  meta: { name: 'resetbench' },
  rules: {
    'no-foreign-rooms': noForeignRooms,
    pure,
    'no-unsafe-window-options': noUnsafeWindowOptions,
    'no-vague-folders': noVagueFolders,
    'no-module-mocks': noModuleMocks,
  },
};
