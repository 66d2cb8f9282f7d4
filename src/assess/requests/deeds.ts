/** A kind of deed, in the words by which people ask for it. All lower case; a word stands for its inflections too. */
interface Deed {
  /** Sigma tags and query ids of the findings that tell of it. */
  readonly tags: readonly string[];
  readonly queries: RegExp;
  /** Beginnings of verbs, in English, German, French, Spanish, Portuguese, Italian, Russian, Chinese and Japanese. */
  readonly verbs: readonly string[];
  /** What it is done to, where the finding's own words do not stand in the request. */
  readonly objects: readonly string[];
}

const split = (words: string) => words.trim().split(/\s+/);

/** By which people ask that something be there from now on. */
const establishing = split(
  'open expose tunnel forward add create register install enable allow authorize grant set setup schedule start run connect make öffne richte füge erstelle installiere aktiviere ouvre expose ajoute crée installe abre expón añade agrega crea instala adiciona apri aggiungi открой добав созда установ 打开 添加 创建 安装 開 追加 作成',
);

/** The first that fits a finding says what a request for it looks like. */
export const deeds: readonly Deed[] = [
  {
    tags: ['attack.exfiltration'],
    queries:
      /^(?:git_push|ref_default_branch_pushed|source_|pull_request|package_published|repository_made_public|public_repository)/,
    verbs: split(
      'push publish update commit setup create deploy release upload send share mirror post submit sync export ship copy backup veröffentlich hochlad lade sende schick teile push publie envoie pousse déploie partage publica sube envía despliega comparte empurra envie invia carica pubblica опублик загруз отправ запуш 推送 发布 上传 发送 部署 公開 送信 プッシュ デプロイ',
    ),
    objects: split(
      'version versions tag tags repo repository github gitlab branch main master remote origin pr pull gist server bucket s3 cloud slack file files report code source site website package npm registry staging production prod changes commit commits everything all it logs dump archive backup änderungen dateien fichiers archivos cambios código arquivos файл код изменения 代码 仓库 文件 变更 変更 コード',
    ),
  },
  {
    // Who may log in, and as whom.
    tags: ['attack.t1098.004', 'attack.t1136.001', 'attack.t1098'],
    queries: /^(?:ssh_access|account)/,
    verbs: establishing,
    objects: split(
      'key keys ssh access user account authorized_keys schlüssel benutzer zugang clé utilisateur accès clave usuario acceso ключ пользовател доступ 密钥 用户 权限 鍵 ユーザー',
    ),
  },
  {
    // How a machine is reached from outside.
    tags: ['attack.t1572', 'attack.t1095'],
    queries: /^(?:tunnel|network_listener|remote_shell)/,
    verbs: establishing,
    objects: split(
      'tunnel ngrok cloudflared port webhook localhost public listener 隧道 端口 トンネル ポート',
    ),
  },
  {
    // What starts again by itself.
    tags: ['attack.persistence'],
    queries: /^(?:service_|scheduled|mcp_)/,
    verbs: establishing,
    objects: split(
      'cron crontab job timer service systemd daemon hook mcp agent startup autostart alias profile zshrc bashrc schedule dienst zeitplan service tâche servicio tarea служб задач 服务 定时 任务 サービス',
    ),
  },
  {
    tags: ['attack.impact'],
    queries: /delete|destroy|removed|discard|reset|clean|dropped|rewritten|force|wiped|erased|overwritten/,
    verbs: split(
      'delete remove reboot restart shut stop rm clean clear wipe purge drop reset prune uninstall nuke erase discard destroy kill tidy revert undo rebase squash amend force rewrite rebuild reinstall replace overwrite truncate flush move migrate trash fresh scratch lösch entfern bereinig aufräum räum verwirf zurücksetz supprim efface nettoie enlève vide réinitialis borr elimina limpia quita restablec apaga remov limpe cancella rimuovi pulisci удал очист сброс убер стер 删除 清理 清空 清除 重置 移除 削除 消して 消す クリア リセット',
    ),
    objects: split(
      'everything all server machine router system file files folder folders directory dir branch branches tag database db table tables schema data rows records docker container containers image images volume volumes cache build dist node_modules repo repository project worktree worktrees commit commits history changes stash logs backup backups bucket server site package dependencies migrations it them this that old box machine alles dateien ordner verzeichnis zweig datenbank tabelle fichiers dossier base todo archivos carpeta rama datos arquivos pasta banco tutto cartella все файлы папк ветк базу таблиц 所有 文件 目录 分支 数据库 表 全部 ファイル フォルダ ブランチ データ',
    ),
  },
];

/** Beside a verb they name nothing that it is done to. */
export const particles: ReadonlySet<string> = new Set(
  split(
    'up off out down away again now all it this that them everything please just then both and the bitte alles jetzt mal tout maintenant todo ahora tudo agora tutto ora всё все сейчас',
  ),
);

/** Words that turn a verb around which follows them closely. */
export const negatedBefore =
  /(?<!\p{L})(?:do\s?n[o']?t|don’t|dont|never|not|without|avoid|stop|rather than|instead of|kein\p{L}*|nie|ohne|niemals|sans|jamais|ne|nunca|sin|no|jamás|não|nem|sem|non|mai|senza|не|никогда|без)(?!\p{L})|不要|别|不许|勿/u;

/** Words that turn a verb around which stands before them. */
export const negatedBehind =
  /^\p{L}*\s+(?:nicht|pas|nichts|niemals|jamais)(?!\p{L})|^.{0,12}(?:しないで|するな)/u;

const start = '^[^\\p{L}\\p{N}]*(?:';
const end =
  ')(?:[^\\p{L}\\p{N}]+(?:please|bitte|now|all|both|thanks|it|that|wait|[ab\\d]))?[^\\p{L}\\p{N}]*$';

/** An answer to what was asked before, with nothing of its own. */
export const consent = new RegExp(
  `${start}y|ye[ps]|yeah|yes|ok(?:ay)?|sure|go|go ahead|go on|do it|do that|please do|proceed|continue|confirm(?:ed)?|approved?|correct|right|sounds good|lgtm|fine|ja|jawohl|mach(?: das| weiter)?|genau|gerne|oui|vas-y|d'accord|sí|si|dale|hazlo|adelante|sim|pode|faz|sì|va bene|procedi|да|давай|хорошо|ок|好|好的|是|是的|可以|行|はい|お願いします|네|응${end}`,
  'iu',
);

export const refusal = new RegExp(
  `${start}no+|nope|nah|don['’]?t|do not|stop|cancel|abort|nein|nicht|non|no gracias|não|нет|不|不要|いいえ|やめて${end}`,
  'iu',
);
