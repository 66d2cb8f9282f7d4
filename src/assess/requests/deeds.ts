/** A kind of deed, in the words by which people ask for it. All lower case; a word stands for its inflections too. */
export interface Deed {
  /** Sigma tags and query ids of the findings that tell of it. */
  readonly tags: readonly string[];
  readonly queries: RegExp;
  /**
   * Beginnings of verbs, in English, German, French, Spanish, Portuguese, Italian, Russian, Vietnamese, Chinese, Japanese
   * and Korean.
   */
  readonly verbs: readonly string[];
  /** Verbs that may mean it and mostly mean something else: they leave it unclear. */
  readonly hints: readonly string[];
  /** What it is done to, where the finding's own words do not stand in the request. */
  readonly objects: readonly string[];
  /** Whether its verbs ask for most work: without a word for what they are done to they ask for nothing of this kind. */
  readonly isBroad?: true;
  /** Whether it only looks: who names the very place or file asks for it. */
  readonly isReading?: true;
  /** Whether it lets somebody in: who hands over a key wants it to be put there. */
  readonly isGranting?: true;
}

const split = (words: string) => words.trim().split(/\s+/);
const phrases = (words: string) => words.trim().split(/\s*,\s*/);

/** By which people ask that something be there from now on. */
const establishing = split(
  'open expose tunnel forward add create register install enable allow authorize grant set setup schedule start run connect make öffne richte füge erstelle installiere aktiviere ouvre expose ajoute crée installe abre expón añade agrega crea instala adiciona apri aggiungi открой добав созда установ 打开 添加 创建 安装 開 追加 作成',
);

/** By which people ask that something that is there become another. */
const changing = split(
  'change update edit fix repair configure reconfigure modify replace restore merge migrate apply harden secure improve rewrite disable turn switch swap use ändere aktualisiere repariere behebe konfiguriere härte modifie corrige configure actualiza corrige arregla configura modifica измен обнов исправ настро 修复 修改 更新 更改 配置 加固 変更 修正 更新 設定',
);

/** By which people ask that something be taken away. */
const removing = split(
  'delete remove rm clean clear wipe purge drop reset prune uninstall nuke erase discard destroy kill tidy scrub sanitize revert undo squash rebase amend force rewrite rebuild reinstall replace overwrite truncate flush move migrate merge trash empty fresh scratch lösch entfern bereinig aufräum räum verwirf zurücksetz supprim efface nettoie enlève vide réinitialis borr elimina limpia quita restablec apaga remov limpe cancella rimuovi pulisci удал очист сброс убер стер 删除 清理 清空 清除 重置 移除 合并 削除 消して 消す 消さ クリア リセット desinstal deinstall désinstall exclua exclui apagu remova снеси деинсталл 卸载 卸載 删 清掉 アンインストール 삭제 제거 지워 지우 없애 비워 xóa xoá gỡ dọn',
);

const bringing = split(
  'install download run execute get fetch clone use setup launch start try add installiere lade installe télécharge instala descarga baixa установ скача запусти 安装 下载 运行 インストール ダウンロード 実行 설치 다운로드 실행 装 tải',
).concat(phrases('cài đặt'));

const writing = split(
  'write create save put copy add move clone download export install convert generate make document update edit implement ensure set fix refactor rename ajoute modifie corrige añade agrega actualiza corrige füge ändere измен исправ 修正 修改 更新 确保 实现 実装 追加 schreibe erstelle speichere kopiere écris crée copie escribe crea guarda copia напиши созда сохран 写 创建 保存 复制 添加 更新 書 作成 保存',
);

const credentials = split(
  'key keys token tokens secret secrets credential credentials password passphrase pat gpg pgp gnupg certificate .env env keychain 1password schlüssel passwort clé clave contraseña ключ пароль 密钥 令牌 密码 鍵 パスワード',
);

const filesAndAll = split(
  'everything all untracked unused machine system file files folder folders directory dir cache build dist node_modules repo repository project worktree worktrees logs log backup backups server site package dependencies database data traces box alles dateien ordner verzeichnis fichiers dossier todo archivos carpeta arquivos pasta tutto cartella все файлы папк 所有 文件 目录 备份 全部 ファイル フォルダ 폴더 파일 디렉터리 전부 모두 tệp hết',
).concat(phrases('thư mục, tập tin, tất cả, toàn bộ'));

/** The first that fits a finding says what a request for it looks like. */
export const deeds: readonly Deed[] = [
  {
    tags: [],
    queries: /^(?:pull_request_merged)/,
    verbs: split('merge land zusammenführ fusionne fusiona сме́рж слей влей 合并 マージ'),
    hints: split('ship close finish push release'),
    objects: split('pr prs pull request branch change changes main master # mr'),
  },
  {
    tags: [],
    queries: /^publishing_workflow/,
    verbs: split(
      'run start trigger dispatch publish release rerun deploy starte lance ejecuta запусти 运行 触发 発行 実行',
    ),
    hints: split('push ship'),
    objects: split('workflow workflows action actions release pipeline'),
  },
  {
    tags: [],
    queries: /^(?:hosted_project|cloud_resource_changed|network_upload|words_sent|mcp_tool_destroys)/,
    verbs: [
      ...establishing,
      ...changing,
      ...split(
        'file post comment reply respond answer close reopen assign label keep move write document track send submit merge upload raise draft publish push deploy delete remove schließe ferme cierra закрой 提交 关闭 发布 创建',
      ),
    ],
    hints: [],
    objects: split(
      'issue issues feedback review ticket tickets linear jira notion gist pr prs mr milestone discussion comment comments board',
    ),
    isBroad: true,
  },
  {
    tags: [],
    queries: /^(?:network_read|remote_look|network_scan)/,
    verbs: split(
      'fetch read open visit look check download browse search find get ssh connect see show test lies öffne lis ouvre lee abre прочитай открой 查看 打开 读取 検索 見て',
    ),
    hints: [],
    objects: split('docs website url router server host logs site page online internet web'),
    isBroad: true,
    isReading: true,
  },
  {
    tags: [],
    queries: /^(?:repository_made_public|public_repository)/,
    verbs: [
      ...phrases(
        'make it public, make this public, make the repo public, make the repository public, make repo public, go public, hazlo público, hacerlo público, deixa público, deixar público, torna público, tornar público, rends-le public, rendre public, mach es öffentlich, öffentlich mach, сделай публичн, 设为公开, 改成公开, 改为公开, 可以公开, 可以 公开, 公开吧, 公开仓库, 公開して, 公開に, 공개로, 공개해, công khai',
      ),
      ...split(
        'publish push deploy release upload share post veröffentlich publie publica опублик 发布 推送 上传',
      ),
    ],
    hints: split('create make open'),
    objects: split(
      'public repo repository github gitlab website site pages project público öffentlich публичн 仓库 公开 公開 レポジトリ リポジトリ 공개 저장소 khai',
    ),
  },
  {
    tags: ['attack.exfiltration'],
    queries:
      /^(?:git_push|ref_default_branch_pushed|source_|package_published|repository_made_public|public_repository)/,
    verbs: split(
      'push publish deploy release upload send share mirror post submit sync export ship copy backup merge land veröffentlich hochlad lade sende schick teile push publie envoie pousse déploie partage publica sube envía despliega comparte empurra envie invia carica pubblica опублик загруз отправ запуш 推送 发布 上传 发送 部署 公開 送信 プッシュ デプロイ súbelo suba sobe subir schieb залей пушь пушни выложи 푸시 올려 올리 배포 업로드 보내 전송 đẩy gửi',
    ),
    hints: split('commit add force update create setup'),
    objects: split(
      'version versions tag tags repo repository github gitlab branch main master remote origin pr pull gist server bucket s3 cloud slack file files report source site website package npm registry staging production prod changes commit commits everything all logs dump archive backup änderungen dateien fichiers archivos cambios arquivos файл изменения 代码 仓库 文件 变更 変更 コード 깃허브 깃헙 변경 코드 гитхаб code código код',
    ),
  },
  {
    tags: ['attack.t1529'],
    queries: /^machine_stopped/,
    verbs: split(
      'reboot restart shut power halt neustart starte redémarre reinicia reinicie riavvia перезагруз 重启 关机 再起動 재부팅 재시작 khởi',
    ),
    hints: [],
    objects: split(
      'machine server router system box computer host laptop pc vm device rechner serveur servidor máquina сервер 服务器 电脑 サーバー 서버 컴퓨터 máy',
    ).concat(phrases('reboot and, reboot now, and reboot, then reboot, please reboot')),
  },
  {
    tags: [],
    queries: /^(?:git_hooks_bypassed|checks_skipped)/,
    verbs: [
      'without running',
      'without hook',
      'without the hook',
      'without check',
      'without the check',
      'with --no-verify',
      'use --no-verify',
      'using --no-verify',
      'add --no-verify',
      'pass --no-verify',
      ...split(
        'skip bypass disable ignore omit override overrule überspring umgeh ignorier saute ignore contourne omite salta ignora pula пропуст обойд 跳过 绕过 忽略 スキップ',
      ),
    ],
    hints: split('commit push force'),
    objects: split(
      'hook hooks check checks verify verification test tests lint linter pre-commit precommit pre-push no-verify --no-verify ci gate 钩子 测试 检查 フック テスト',
    ),
    isBroad: true,
  },
  {
    // What tells of sessions and of shells: to clean up is to tidy one's work, and no order to take away its records.
    tags: [],
    queries: /^(?:transcripts_|session_(?:records|traces)_|shell_history_(?!read))/,
    verbs: removing,
    hints: split('forget hide'),
    objects: [
      ...'session logs,session log,session files,session records,session history,claude sessions,agent sessions,old sessions,chat logs,chat history,shell history,bash history,zsh history,command history,terminal history,powershell history,claude history,conversation history,histórico do terminal,historial de comandos,historique des commandes'.split(
        ',',
      ),
      ...split(
        'transcript transcripts jsonl .jsonl bash_history zsh_history shell-verlauf befehlsverlauf sitzungsprotokoll 会话记录 命令历史 历史记录 履歴',
      ),
    ],
    isBroad: true,
  },
  {
    tags: [],
    queries: /^(?:log_overwritten|logs_cleared|system_logs_)/,
    verbs: removing,
    hints: [],
    objects: split('log logs logfile logfiles journal journald journalctl protokolle журнал логи 日志 ログ'),
    isBroad: true,
  },
  {
    tags: [],
    queries: /^git_hook/,
    verbs: [...establishing, ...changing, ...split('do write guard protect enforce bypass skip block')],
    hints: [],
    objects: [
      'git hook',
      'commit hook',
      'push hook',
      ...split(
        'githook githooks pre-commit precommit pre-push gitleaks husky lefthook trufflehog lint-staged',
      ),
    ],
    isBroad: true,
  },
  {
    tags: [],
    queries:
      /^(?:firewall|kernel_|sudoers_|name_resolution|write_to_system_folder|service_(?:configuration_written|file_deleted)|security_software|system_configured)/,
    verbs: [...establishing, ...changing, ...split('lock block close stop')],
    hints: writing,
    objects: split(
      'system systems machine kernel grub sysctl firewall ufw iptables nftables pf rules port ports os dns resolver laptop server router rechner système sistema систем 系统 防火墙 システム',
    ),
    isBroad: true,
  },
  {
    tags: [],
    queries: /^remote_(?:system|shell|credential|interface)/,
    verbs: [...establishing, ...changing, ...split('ssh login log stop deploy uninstall')],
    hints: split('troubleshoot check debug test'),
    objects: split(
      'router server host remote ssh vps nas device firewall dns serveur servidor сервер 服务器 路由器 サーバー',
    ),
    isBroad: true,
  },
  {
    tags: [],
    queries: /^(?:agent_(?:settings|configuration|permissions)|hooks_|plugin_)/,
    verbs: [...establishing, ...changing, ...split('write delete remove reinstall')],
    hints: writing,
    objects: [
      'claude code settings',
      'claude settings',
      'agent settings',
      'settings file',
      ...split('settings.json config.toml permissions plugin plugins mcp'),
    ],
    isBroad: true,
  },
  {
    tags: [],
    queries: /^(?:agent_(?:instructions|definition)|skill_)/,
    verbs: [...changing, ...writing, ...split('delete remove')],
    hints: establishing,
    objects: split('claude.md agents.md gemini.md instructions skill skills subagent'),
    isBroad: true,
  },
  {
    tags: [],
    queries: /^mcp_/,
    verbs: [...establishing, ...changing, ...split('write remove reinstall')],
    hints: writing,
    objects: split('mcp .mcp.json'),
    isBroad: true,
  },
  {
    tags: [],
    queries: /^(?:write_to_credential|credential_(?:kept|on)|ci_secret)/,
    verbs: [...establishing, ...writing, ...split('import store login log rotate replace configure')],
    hints: changing,
    objects: credentials,
    isBroad: true,
  },
  {
    tags: [],
    queries:
      /^(?:read_(?:dotenv|credential|private)|access_token_printed|secret_printed|private_key_printed|environment_|secret_search|many_secrets|keychain_|remote_credential)/,
    verbs: split(
      'read show print display reveal dump find search inspect cat list zeige lies affiche muestra покажи 读取 显示 查看 表示',
    ),
    hints: [...establishing, ...changing, ...split('test check')],
    objects: credentials,
    isReading: true,
  },
  {
    tags: [],
    queries: /^(?:ci_(?:workflow|permissions)|pipeline_)/,
    verbs: [...establishing, ...changing, ...split('write build implement')],
    hints: [],
    objects: [
      'github action',
      'github actions',
      ...split('workflow workflows action actions ci ci/cd pipeline'),
    ],
    isBroad: true,
  },
  {
    tags: [],
    queries: /^screen_/,
    verbs: split(
      'take make send show capture look see grab read copy paste envoie montre prends schick zeig manda muestra покажи 截 显示 見せて',
    ),
    hints: [],
    objects: split(
      'screenshot screenshots screen clipboard capture display bildschirm écran pantalla экран 屏幕 截图 画面',
    ),
  },
  {
    tags: [],
    queries: /^agent_extension/,
    verbs: bringing,
    hints: writing,
    objects: split(
      'skill skills plugin plugins extension extensions marketplace 技能 插件 スキル プラグイン 스킬 플러그인 erweiterung extensión extensão расширени плагин',
    ),
  },
  {
    tags: [],
    queries: /^cloud_access/,
    verbs: [
      ...establishing,
      ...changing,
      ...split('give assign corrig conced asigna atribu назнач выдай 授予 授权 付与 부여 추가 cấp'),
    ],
    hints: [],
    objects: split(
      'role roles iam permission permissions policy access papel papéis papeis permissão rol permiso permisos rolle rechte rôle droits роль права 角色 权限 權限 権限 권한 quyền',
    ),
    isBroad: true,
  },
  {
    // What is ordered for every day, or for later.
    tags: [],
    queries: /^(?:scheduled_job|schedule_|agent_acts_later)/,
    verbs: [
      ...establishing,
      ...split(
        'remind notify check send report run execute wake prüf sende erinner vérifie envoie rappelle revisa comprueba avisa recuérd envía verifi envie lembr проверя отправля напомн 检查 提醒 发 执行 运行 封禁 汇报 確認 通知 送って 実行 확인 보내 알려 실행 gửi nhắc',
      ),
      ...phrases('kiểm tra'),
    ],
    hints: [],
    objects: [
      ...phrases(
        'every day, every hour, every morning, every night, every week, every minute, tomorrow, later today, each day, jeden tag, jede stunde, chaque jour, chaque heure, todos los días, cada día, cada hora, todo dia, todos os dias, a cada hora, каждый день, каждый час, mỗi ngày, hàng ngày, mỗi giờ',
      ),
      ...split(
        'cron crontab job timer schedule scheduled daily hourly nightly weekly täglich stündlich morgen demain mañana amanhã завтра ежедневно 每天 每日 每周 每小时 每隔 定时 明天 毎日 毎週 毎時 明日 定期 매일 매주 매시간 내일',
      ),
    ],
    isBroad: true,
  },
  {
    tags: [],
    queries: /^git_remote_changed/,
    verbs: [...establishing, ...changing, ...split('rename point deploy publish push')],
    hints: [],
    objects: split('remote origin upstream repo repository'),
    isBroad: true,
  },
  {
    tags: [],
    queries: /^git_identity_changed/,
    verbs: [...establishing, ...changing],
    hints: [],
    objects: ['git email', 'git user', 'git identity', ...split('user.name user.email')],
    isBroad: true,
  },
  {
    tags: [],
    queries: /^(?:downloaded_|download_|remote_package|global_package|packages_|install_from|run_from)/,
    verbs: bringing,
    hints: [],
    objects: split(
      'installer script example program demo package packages dependency dependencies library libraries module modules 依赖 脚本 例子',
    ),
    isBroad: true,
  },
  {
    tags: [],
    queries: /^(?:write_outside|write_to_path|secret_written|agent_project_file|overwritten_)/,
    verbs: [...writing, ...changing],
    hints: establishing,
    objects: split('launcher'),
    isBroad: true,
  },
  {
    // Who may log in, and as whom.
    tags: ['attack.t1098.004', 'attack.t1136.001', 'attack.t1098'],
    queries: /^(?:ssh_access|account)/,
    verbs: [...establishing, ...split('put copy give let paste append upload leg gib mets donne pon copia')],
    hints: [],
    objects: split(
      'key keys ssh access user account authorized_keys schlüssel benutzer zugang clé utilisateur accès clave usuario acceso ключ пользовател доступ 密钥 用户 权限 鍵 ユーザー',
    ),
    isBroad: true,
    isGranting: true,
  },
  {
    // How a machine is reached from outside.
    tags: ['attack.t1572', 'attack.t1095'],
    queries: /^(?:tunnel|network_listener|remote_shell)/,
    verbs: establishing,
    hints: [],
    objects: split(
      'tunnel ngrok cloudflared port webhook localhost public listener shell 隧道 端口 トンネル ポート',
    ),
    isBroad: true,
  },
  {
    // What starts again by itself.
    tags: ['attack.persistence'],
    queries: /^(?:service_|scheduled)/,
    verbs: establishing,
    hints: [],
    objects: split(
      'cron crontab job timer service systemd daemon hook mcp agent startup autostart alias profile zshrc bashrc schedule dienst zeitplan service tâche servicio tarea служб задач 服务 定时 任务 サービス',
    ),
    isBroad: true,
  },
  {
    tags: [],
    queries: /^(?:git_(?!metadata)|ref_)/,
    verbs: removing,
    hints: split('push update sync'),
    objects: split(
      'everything all branch branches tag tags commit commits history changes change stash repo repository main master origin worktree worktrees work zweig branche rama ветк 分支 历史 提交 ブランチ 履歴',
    ),
  },
  {
    tags: [],
    queries: /^database_/,
    verbs: removing,
    hints: [],
    objects: split(
      'everything all database db table tables schema data rows records migrations datenbank tabelle base datos banco базу таблиц 数据库 表 数据 データベース データ',
    ),
  },
  {
    tags: [],
    queries: /container/,
    verbs: [...removing, ...split('stop down')],
    hints: [],
    objects: split('everything all docker container containers image images volume volumes 容器 コンテナ'),
  },
  {
    tags: ['attack.impact'],
    queries: /delete|destroy|removed|discard|reset|clean|dropped|rewritten|force|wiped|erased|overwritten/,
    verbs: removing,
    hints: [],
    objects: filesAndAll,
  },
];

/** Behind a verb, at the end of what is ordered, they stand for what was spoken of before. */
export const pronounBehind =
  /^\p{L}*(?:\s+(?:up|down|off|out|away))?\s+(?:it|them|this|that|those|these|everything)(?=\s*$|\s+(?:and|now|please|then|from|to|in|into|again|all|too|for)\b)/u;

/** A question about a thing orders nothing. */
export const asksAbout =
  /^\s*(?:(?:and|but|so|ok|hm+|wait)\s+)?(?:what|why|when|where|who|which|does|did|do you|do we (?:need|have)|is|are|was|were|has|have|had|how (?:does|did|is|are|much|many|come)|explain|tell me|warum|wieso|weshalb|pourquoi|por qué|por que|perché|почему|tại sao|vì sao)(?!\p{L})|^\s*(?:为什么|为何|为啥|怎么会|なぜ|どうして|왜)/u;

/** Behind a word for a thing: what is spoken of is a part of some program that has to do with it. */
export const namesAnother =
  /^\p{L}*[\s-]+(?:pages?|components?|endpoints?|tests?|buttons?|views?|screens?|forms?|tables?|models?|class(?:es)?|functions?|methods?|routes?|icons?|fields?|columns?|texts?|labels?|tabs?|sections?|charts?|modals?|dialogs?|widgets?)(?!\p{L})/u;

/** The same in scripts without spaces: a button, a function, a message of that name. */
export const namesAnotherElsewhere =
  /^[\p{L}\p{N}]{0,8}?\s?(?:按钮|按键|功能|页面|接口|组件|弹窗|通知|消息|ボタン|機能|画面|ページ|버튼|기능|페이지|화면|알림|메시지)/u;

/** Before a participle: somebody tells what was done. */
export const toldOfBefore =
  /(?:^|\s)(?:i|we|you|it|they|he|she|that|this|was|were|is|are|been|being|be|got|gets|has|have|had|just|already|recently)\s+$/u;

/** What people say before an order. */
export const beforeOrder =
  /^(?:[^\p{L}]|(?:i (?:want|need|would like) you to|please|pls|can|could|would|should|shall|you|we|i|like me to|want me to|do you|let['’]?s|lets|let us|now|then|and|also|so|ok|okay|just|first|next|bitte|s'il te plaît|por favor)(?!\p{L}))+/u;

/** By which people order what no finding tells of. */
export const workVerbs = split(
  'draw sort review translate summarize summarise describe rename refactor format debug count compare align simplify style center render parse lint print explain schreibe écris escribe scrivi',
);

/** A sentence of a known language that tells how something is, or thanks: it orders nothing. */
export const tellsOfState =
  /(?<!\p{L})(?:the|this|that|there|it|its|it['’]s|is|are|was|were|isn['’]t|doesn['’]t|when|because|should|thanks|thank you|great|perfect|nice|good|hi|hello|der|die|das|ist|sind|wird|wenn|danke|le|les|est|sont|quand|merci|el|los|está|están|cuando|gracias)(?!\p{L})/u;

/** Words of a goal: which deeds it takes is left to the agent. */
export const leavesTheChoice =
  /(?<!\p{L})(?:implement|complete|finish|build|deploy|set\s?up|configure|install|migrate|automate|whatever|everything|all|phases?|plan|proceed|continue|resume|go on|keep going|next (?:steps?|phase|sprint|task|one)|the rest|remaining|(?:i|we)(?:['’]d like| want| need)(?! you to))(?!\p{L})|(?:全部|所有|全て|继续|实施|实现|配置|完成)/iu;

/** Words before a command that tell what somebody did, or what came of it. */
export const tellsOfPast =
  /(?<!\p{L})(?:i|we|it|you|he|she|they|someone)\s+(?:just\s+|already\s+|have\s+|had\s+)*(?:ran|run|tried|did|executed|used|typed|got|saw|deleted|pushed|removed)(?!\p{L})|(?<!\p{L})(?:fail\p{L}*|errors?|output|log|example|instead|avoid|dangerous|forbidden|denied|why|what|explain|review|does|happened|happens)(?!\p{L})|(?:为什么|不要|报错|错误)/u;

/** Beside a verb they name nothing that it is done to. */
export const particles: ReadonlySet<string> = new Set(
  split(
    'up off out down away again yet ever at pas nicht rien nada now all it this that them everything please just then both and the bitte alles jetzt mal tout maintenant todo ahora tudo agora tutto ora всё все сейчас пожалуйста es das haz hazlo faz o el lo los cambios favor por fais mach mache lên đi 마 마세요 말아 말아줘',
  ),
);
