<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en">
<context>
    <name>ActorWords</name>
    <message>
        <location filename="../../ui/programs/actor_words.cpp" line="71"/>
        <source>%1: held before a call</source>
        <translation>%1: 호출 전에 대기 중</translation>
    </message>
    <message>
        <location filename="../../ui/programs/actor_words.cpp" line="74"/>
        <source>%1: makes the next call</source>
        <translation>%1: 다음 호출을 할 차례</translation>
    </message>
    <message>
        <location filename="../../ui/programs/actor_words.cpp" line="77"/>
        <source>%1: in %2</source>
        <translation>%1: %2 호출 중</translation>
    </message>
    <message>
        <location filename="../../ui/programs/actor_words.cpp" line="80"/>
        <source>%1: blocked in %2</source>
        <translation>%1: %2에서 블록됨</translation>
    </message>
    <message>
        <location filename="../../ui/programs/actor_words.cpp" line="83"/>
        <source>%1: makes no more calls</source>
        <translation>%1: 더 이상 호출 없음</translation>
    </message>
</context>
<context>
    <name>AddressWords</name>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="25"/>
        <source>The program gives this to %1; the kernel reads it.</source>
        <translation>프로그램이 %1에 넘기고 커널이 읽습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="27"/>
        <source>%1: the kernel has filled in the socket&apos;s own address.</source>
        <translation>%1: 커널이 이 소켓 자신의 주소를 채웠습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="28"/>
        <source>%1: the kernel has filled in the address of the other end.</source>
        <translation>%1: 커널이 상대의 주소를 채웠습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="48"/>
        <source>struct %1 · %2 bytes</source>
        <translation>struct %1 · %2바이트</translation>
    </message>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="51"/>
        <source>struct %1 · %2 of %3 bytes</source>
        <translation>struct %1 · %3바이트 중 %2바이트</translation>
    </message>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="83"/>
        <source>0 asks the kernel to choose a free port; getsockname() tells which one it was.</source>
        <translation>0은 비어 있는 포트를 커널이 골라 달라는 뜻입니다. 어떤 포트인지는 getsockname()으로 알 수 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="84"/>
        <source>In network byte order: the high byte comes first.</source>
        <translation>네트워크 바이트 순서이므로 상위 바이트가 먼저 옵니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="91"/>
        <source>ntohs() makes %1 of it; a program that forgets it reads %2.</source>
        <translation>ntohs()를 거치면 %1이(가) 되고, 잊으면 %2(으)로 읽게 됩니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="93"/>
        <source>htons(%1) does that; without it, the kernel would take it for port %2.</source>
        <translation>htons(%1)의 결과입니다. 쓰지 않으면 커널은 %2번 포트로 알아듣습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="102"/>
        <source>In network byte order, as inet_pton() makes it of &quot;%1&quot;.</source>
        <translation>네트워크 바이트 순서입니다. inet_pton()이 &quot;%1&quot;에서 만들어 줍니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="105"/>
        <source>It stands for every address of this machine (%1).</source>
        <translation>이 컴퓨터의 모든 주소를 뜻합니다(%1).</translation>
    </message>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="108"/>
        <source>It is an IPv4-mapped address: an IPv4 address, written as one of IPv6.</source>
        <translation>IPv4 매핑 주소, 곧 IPv4 주소를 IPv6 주소로 쓴 것입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="110"/>
        <source>It is the loopback address: this machine itself.</source>
        <translation>루프백 주소, 곧 이 컴퓨터 자신입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="118"/>
        <source>The kind of address, which says how to read the rest. It never leaves this machine and so is in its own byte order: the low byte comes first.</source>
        <translation>주소의 종류이며, 나머지를 어떻게 읽을지 정합니다. 컴퓨터 밖으로 나가지 않으므로 호스트 바이트 순서이고, 여기서는 하위 바이트가 먼저 옵니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="120"/>
        <source>The kind of address, which says how to read the rest. It never leaves this machine and so is in its own byte order: the high byte comes first.</source>
        <translation>주소의 종류이며, 나머지를 어떻게 읽을지 정합니다. 컴퓨터 밖으로 나가지 않으므로 호스트 바이트 순서이고, 여기서는 상위 바이트가 먼저 옵니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="127"/>
        <source>Padding that is not read: it makes the struct as long as the generic struct sockaddr, 16 bytes. Set it to 0.</source>
        <translation>읽히지 않는 패딩입니다. 구조체의 길이를 일반 구조체 struct sockaddr와 같은 16바이트로 맞춥니다. 0으로 채우세요.</translation>
    </message>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="130"/>
        <source>The flow label of IPv6, in network byte order; 0 asks for none.</source>
        <translation>IPv6의 플로 레이블이며 네트워크 바이트 순서입니다. 0이면 쓰지 않습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="132"/>
        <source>Which interface a link-local address (fe80::) is meant for, in this machine&apos;s own byte order; 0 for all other addresses.</source>
        <translation>링크 로컬 주소(fe80::)가 어느 인터페이스의 것인지를 호스트 바이트 순서로 나타냅니다. 다른 주소에서는 0입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="135"/>
        <source>A path in the file system, ended by a byte of 0. It takes the place of address and port, and has no byte order.</source>
        <translation>값이 0인 바이트로 끝나는 파일 시스템 경로입니다. 주소와 포트를 대신하며, 바이트 순서가 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="144"/>
        <source>No call has passed an address yet. bind(), connect(), accept(), getsockname(), sendto() and recvfrom() do.</source>
        <translation>아직 주소를 주고받은 호출이 없습니다. bind(), connect(), accept(), getsockname(), sendto(), recvfrom()이 주고받습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/address_words.cpp" line="146"/>
        <source>%1 has no address to show. bind(), connect(), accept(), getsockname(), sendto() and recvfrom() have one: select such a call (N and Shift+N), or none (Esc) for the latest.</source>
        <translation>%1에는 보여 줄 주소가 없습니다. 주소는 bind(), connect(), accept(), getsockname(), sendto(), recvfrom()에 있습니다. 그런 호출을 선택하거나(N, Shift+N), 선택을 풀어(Esc) 가장 최근 것을 보세요.</translation>
    </message>
</context>
<context>
    <name>ClosingWords</name>
    <message>
        <location filename="../../ui/words/closing_words.cpp" line="10"/>
        <source>Client closes first</source>
        <translation>클라이언트가 먼저 닫음</translation>
    </message>
    <message>
        <location filename="../../ui/words/closing_words.cpp" line="12"/>
        <source>Server closes first</source>
        <translation>서버가 먼저 닫음</translation>
    </message>
    <message>
        <location filename="../../ui/words/closing_words.cpp" line="14"/>
        <source>Both close at once</source>
        <translation>양쪽이 동시에 닫음</translation>
    </message>
    <message>
        <location filename="../../ui/words/closing_words.cpp" line="16"/>
        <source>Client closes without reading all (RST)</source>
        <translation>클라이언트가 다 읽지 않고 닫음 (RST)</translation>
    </message>
    <message>
        <location filename="../../ui/words/closing_words.cpp" line="18"/>
        <source>Client closes with SO_LINGER 0 (RST)</source>
        <translation>클라이언트가 SO_LINGER 0으로 닫음 (RST)</translation>
    </message>
    <message>
        <location filename="../../ui/words/closing_words.cpp" line="20"/>
        <source>Client half-closes and keeps reading</source>
        <translation>클라이언트가 반닫기(half-close)하고 계속 읽음</translation>
    </message>
    <message>
        <location filename="../../ui/words/closing_words.cpp" line="29"/>
        <source>Client first</source>
        <translation>클라이언트 먼저</translation>
    </message>
    <message>
        <location filename="../../ui/words/closing_words.cpp" line="31"/>
        <source>Server first</source>
        <translation>서버 먼저</translation>
    </message>
    <message>
        <location filename="../../ui/words/closing_words.cpp" line="33"/>
        <source>Both at once</source>
        <translation>동시에</translation>
    </message>
    <message>
        <location filename="../../ui/words/closing_words.cpp" line="35"/>
        <source>Unread bytes</source>
        <translation>안 읽은 바이트</translation>
    </message>
    <message>
        <location filename="../../ui/words/closing_words.cpp" line="37"/>
        <source>SO_LINGER 0</source>
        <translation>SO_LINGER 0</translation>
    </message>
    <message>
        <location filename="../../ui/words/closing_words.cpp" line="39"/>
        <source>Half-close</source>
        <translation>반닫기</translation>
    </message>
</context>
<context>
    <name>CompareWords</name>
    <message>
        <location filename="../../ui/compare/compare_words.cpp" line="19"/>
        <source>CONNECT</source>
        <translation>연결</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_words.cpp" line="21"/>
        <source>TALK</source>
        <translation>대화</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_words.cpp" line="23"/>
        <source>END</source>
        <translation>종료</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_words.cpp" line="25"/>
        <source>AFTER</source>
        <translation>이후</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_words.cpp" line="33"/>
        <source>both</source>
        <translation>양쪽</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_words.cpp" line="34"/>
        <source>client</source>
        <translation>클라이언트</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_words.cpp" line="34"/>
        <source>server</source>
        <translation>서버</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_words.cpp" line="34"/>
        <source>nobody</source>
        <translation>없음</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_words.cpp" line="45"/>
        <source>&lt;b&gt;The end that sends the first FIN keeps TIME_WAIT.&lt;/b&gt;</source>
        <translation>&lt;b&gt;먼저 FIN을 보낸 쪽에 TIME_WAIT가 남습니다.&lt;/b&gt;</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_words.cpp" line="47"/>
        <source>Where two FINs crossed, each end sent a first one, and both keep it.</source>
        <translation>두 FIN이 엇갈리면 양쪽 모두 먼저 보낸 셈이므로 양쪽에 남습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_words.cpp" line="50"/>
        <source>An RST ends a connection at once: neither end keeps TIME_WAIT, and the other end&apos;s next call fails with ECONNRESET.</source>
        <translation>RST는 연결을 곧바로 끊습니다. TIME_WAIT는 어느 쪽에도 남지 않고, 상대의 다음 호출은 ECONNRESET으로 실패합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_words.cpp" line="60"/>
        <source>&lt;i&gt;%1&lt;/i&gt;: the port could be bound again.</source>
        <translation>&lt;i&gt;%1&lt;/i&gt;: 포트에 다시 bind할 수 있었습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_words.cpp" line="64"/>
        <source>&lt;i&gt;%1&lt;/i&gt;: EADDRINUSE, because the first server has not closed everything yet.</source>
        <translation>&lt;i&gt;%1&lt;/i&gt;: 첫 서버가 아직 모두 닫지 않아 EADDRINUSE입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_words.cpp" line="66"/>
        <source>&lt;i&gt;%1&lt;/i&gt;: EADDRINUSE although the new server set SO_REUSEADDR. That is the trap: on Linux the first server must have set it too. Restart to see.</source>
        <translation>&lt;i&gt;%1&lt;/i&gt;: 새 서버가 SO_REUSEADDR를 설정했는데도 EADDRINUSE입니다. 이것이 함정입니다. Linux에서는 첫 서버도 설정했어야 합니다. 다시 시작해서 확인해 보세요.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_words.cpp" line="70"/>
        <source>&lt;i&gt;%1&lt;/i&gt;: EADDRINUSE, because only the first server had set SO_REUSEADDR.</source>
        <translation>&lt;i&gt;%1&lt;/i&gt;: 첫 서버만 SO_REUSEADDR를 설정했으므로 EADDRINUSE입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_words.cpp" line="71"/>
        <source>&lt;i&gt;%1&lt;/i&gt;: EADDRINUSE, because the server&apos;s own TIME_WAIT holds the port. It helps to set SO_REUSEADDR on both servers, or to let the client close first.</source>
        <translation>&lt;i&gt;%1&lt;/i&gt;: 서버 자신의 TIME_WAIT가 포트를 차지하고 있어 EADDRINUSE입니다. 두 서버 모두 SO_REUSEADDR를 설정하거나, 클라이언트가 먼저 닫게 하면 됩니다.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_words.cpp" line="82"/>
        <source>Two real runs, each with its own sockets. &lt;b&gt;Space&lt;/b&gt; steps both; the one that is behind is stepped alone until it has caught up.</source>
        <translation>각자 자기 소켓을 가진 두 번의 실제 실행입니다. &lt;b&gt;Space&lt;/b&gt;를 누르면 양쪽이 한 단계씩 나아갑니다. 뒤처진 쪽은 따라잡을 때까지 혼자 나아갑니다.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_words.cpp" line="89"/>
        <source>So far both runs are the same.</source>
        <translation>여기까지 두 실행은 똑같습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_words.cpp" line="91"/>
        <source>From the marked line (≠) on, the runs differ; what is the same but at the other end stands in one line (⇄).</source>
        <translation>표시한 줄(≠)부터 두 실행이 다릅니다. 반대쪽에서 일어난 같은 일은 한 줄(⇄)에 놓입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_words.cpp" line="94"/>
        <source>Up to the marked line (≠) both runs are the same.</source>
        <translation>표시한 줄(≠)까지 두 실행은 똑같습니다.</translation>
    </message>
</context>
<context>
    <name>EventWords</name>
    <message>
        <location filename="../../ui/words/event_words.cpp" line="28"/>
        <source>the %1 calls %2</source>
        <translation>%1이(가) %2 호출</translation>
    </message>
    <message>
        <location filename="../../ui/words/event_words.cpp" line="32"/>
        <source>the %1 is blocked in %2</source>
        <translation>%1이(가) %2에서 블록됨</translation>
    </message>
    <message>
        <location filename="../../ui/words/event_words.cpp" line="36"/>
        <source>the %1&apos;s %2 returns %3</source>
        <translation>%1의 %2이(가) %3 반환</translation>
    </message>
    <message>
        <location filename="../../ui/words/event_words.cpp" line="42"/>
        <source>%1: %2 → %3</source>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <location filename="../../ui/words/event_words.cpp" line="44"/>
        <source>%1 (inferred)</source>
        <translation>%1 (추론)</translation>
    </message>
    <message>
        <location filename="../../ui/words/event_words.cpp" line="48"/>
        <source>%1: a queue or the timer has changed</source>
        <translation>%1: 큐나 타이머가 바뀜</translation>
    </message>
    <message>
        <location filename="../../ui/words/event_words.cpp" line="50"/>
        <source>the %1&apos;s program</source>
        <translation>%1의 프로그램</translation>
    </message>
    <message>
        <location filename="../../ui/words/event_words.cpp" line="53"/>
        <source>a message of %1 B is typed</source>
        <translation>%1 B 메시지가 입력됨</translation>
    </message>
    <message>
        <location filename="../../ui/words/event_words.cpp" line="57"/>
        <source>the %1&apos;s kernel sends %2</source>
        <translation>%1의 커널이 %2 전송</translation>
    </message>
    <message>
        <location filename="../../ui/words/event_words.cpp" line="64"/>
        <source>the wire holds %1</source>
        <translation>회선이 %1을(를) 붙잡음</translation>
    </message>
    <message>
        <location filename="../../ui/words/event_words.cpp" line="66"/>
        <source>the wire delivers %1 to the %2</source>
        <translation>회선이 %1을(를) %2에 전달</translation>
    </message>
    <message>
        <location filename="../../ui/words/event_words.cpp" line="68"/>
        <source>the wire loses %1</source>
        <translation>회선에서 %1이(가) 유실됨</translation>
    </message>
    <message>
        <location filename="../../ui/words/event_words.cpp" line="70"/>
        <source>the wire discards a copy of %1</source>
        <translation>회선이 %1의 사본을 버림</translation>
    </message>
    <message>
        <location filename="../../ui/words/event_words.cpp" line="78"/>
        <source>the cable is plugged in</source>
        <translation>케이블을 꽂음</translation>
    </message>
    <message>
        <location filename="../../ui/words/event_words.cpp" line="78"/>
        <source>the cable is pulled</source>
        <translation>케이블을 뽑음</translation>
    </message>
    <message>
        <location filename="../../ui/words/event_words.cpp" line="82"/>
        <source>%1 belongs to another program</source>
        <translation>%1은(는) 다른 프로그램의 소켓</translation>
    </message>
    <message>
        <location filename="../../ui/words/event_words.cpp" line="86"/>
        <source>%1 ends the %2</source>
        <translation>%1 시그널로 %2 종료</translation>
    </message>
</context>
<context>
    <name>FreePlayWords</name>
    <message>
        <location filename="../../ui/words/free_play_words.cpp" line="31"/>
        <source>&lt;b&gt;Free play.&lt;/b&gt; A server and up to eight clients, and no script: each button at the left makes one real call, and the kernel answers it, even if it makes no sense. The calls that usually come next in the life of the socket stand out.</source>
        <translation>&lt;b&gt;자유 실습.&lt;/b&gt; 서버 하나와 최대 여덟 클라이언트가 있고 정해진 순서는 없습니다. 왼쪽의 버튼 하나가 실제 호출 하나이고, 잘못된 호출에도 커널이 답합니다. 소켓의 생명 주기에서 보통 다음에 오는 호출은 강조되어 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/free_play_words.cpp" line="45"/>
        <source>the %1 in %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <location filename="../../ui/words/free_play_words.cpp" line="54"/>
        <source>Blocked: %1. Interrupt (Alt+I) wakes the chosen one.</source>
        <translation>블록됨 — %1. 중단(Alt+I)을 누르면 선택한 쪽이 깨어납니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/free_play_words.cpp" line="68"/>
        <source>The program of the %1 can take no more lines. Restart (Ctrl+R) starts again.</source>
        <translation>%1 프로그램에 더 넣을 줄이 없습니다. 다시 시작(Ctrl+R)하면 새로 시작합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/free_play_words.cpp" line="71"/>
        <source>Your turn. Next in the life of a socket, for the %1: %2.</source>
        <translation>직접 고를 차례입니다. 소켓의 생명 주기에서 %1의 다음 호출: %2.</translation>
    </message>
    <message>
        <location filename="../../ui/words/free_play_words.cpp" line="75"/>
        <source>Your turn: choose a call at the left.</source>
        <translation>직접 고를 차례입니다. 왼쪽에서 호출을 고르세요.</translation>
    </message>
    <message>
        <location filename="../../ui/words/free_play_words.cpp" line="82"/>
        <source>In free play nothing is scripted: the buttons at the left make the calls. Step and Play deliver what the wire holds, and it holds nothing.</source>
        <translation>자유 실습에는 정해진 순서가 없습니다. 호출은 왼쪽의 버튼으로 합니다. 한 단계와 재생은 회선에 붙들린 것을 전달하는데, 지금 붙들린 것이 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/free_play_words.cpp" line="84"/>
        <source>In free play nothing is scripted: the buttons at the left make the calls, one each.</source>
        <translation>자유 실습에는 정해진 순서가 없습니다. 왼쪽의 버튼 하나가 호출 하나입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/free_play_words.cpp" line="64"/>
        <source>The process of the %1 has ended; the button at the left starts it again, with no socket.</source>
        <translation>%1의 프로세스가 종료되었습니다. 왼쪽 버튼을 누르면 소켓 없이 다시 시작합니다.</translation>
    </message>
</context>
<context>
    <name>LessonGuide</name>
    <message>
        <location filename="../../ui/words/lesson_guide.cpp" line="47"/>
        <source>Press &lt;b&gt;Space&lt;/b&gt; for the first call.</source>
        <translation>&lt;b&gt;Space&lt;/b&gt;를 누르면 첫 호출을 합니다.</translation>
    </message>
</context>
<context>
    <name>LessonWords</name>
    <message>
        <location filename="../../ui/words/lesson_words.cpp" line="14"/>
        <source>en</source>
        <comment>the language</comment>
        <extracomment>The code of the language of this file, &quot;ko&quot; for Korean.</extracomment>
        <translation>ko</translation>
    </message>
    <message>
        <location filename="../../ui/words/lesson_words.cpp" line="32"/>
        <source>Free play</source>
        <translation>자유 실습</translation>
    </message>
    <message>
        <location filename="../../ui/words/lesson_words.cpp" line="44"/>
        <source>What a socket is</source>
        <translation>소켓이란</translation>
    </message>
    <message>
        <location filename="../../ui/words/lesson_words.cpp" line="46"/>
        <source>Addresses and ports</source>
        <translation>주소와 포트</translation>
    </message>
    <message>
        <location filename="../../ui/words/lesson_words.cpp" line="48"/>
        <source>Connections</source>
        <translation>연결</translation>
    </message>
    <message>
        <location filename="../../ui/words/lesson_words.cpp" line="50"/>
        <source>TCP is a stream</source>
        <translation>TCP는 스트림</translation>
    </message>
    <message>
        <location filename="../../ui/words/lesson_words.cpp" line="52"/>
        <source>Closing, in other ways</source>
        <translation>다른 방식의 종료</translation>
    </message>
    <message>
        <location filename="../../ui/words/lesson_words.cpp" line="54"/>
        <source>Servers</source>
        <translation>서버</translation>
    </message>
    <message>
        <location filename="../../ui/words/lesson_words.cpp" line="56"/>
        <source>UDP</source>
        <translation>UDP</translation>
    </message>
    <message>
        <location filename="../../ui/words/lesson_words.cpp" line="58"/>
        <source>IPv6 and Unix-domain sockets</source>
        <translation>IPv6와 유닉스 도메인 소켓</translation>
    </message>
    <message>
        <location filename="../../ui/words/lesson_words.cpp" line="84"/>
        <source>Recording %1</source>
        <translation>기록 %1</translation>
    </message>
    <message>
        <location filename="../../ui/words/lesson_words.cpp" line="60"/>
        <source>When segments are lost</source>
        <translation>세그먼트가 유실될 때</translation>
    </message>
    <message>
        <location filename="../../ui/words/lesson_words.cpp" line="67"/>
        <source>Is this true: “%1”?</source>
        <translation>이 말은 맞을까요? “%1”</translation>
    </message>
    <message>
        <location filename="../../ui/words/lesson_words.cpp" line="72"/>
        <source>What this lesson shows: %1</source>
        <translation>이 수업이 보여 주는 것: %1</translation>
    </message>
</context>
<context>
    <name>Narrator</name>
    <message>
        <location filename="../../ui/words/narrator.cpp" line="97"/>
        <source>Two threads are waiting, a server and a client. Press &lt;b&gt;Space&lt;/b&gt; to let one of them make its next call; it is a real one, and this machine&apos;s kernel answers it.</source>
        <translation>서버와 클라이언트, 두 스레드가 기다리고 있습니다. &lt;b&gt;Space&lt;/b&gt;를 누르면 둘 중 하나가 다음 호출을 합니다. 이것은 실제 호출이며, 이 컴퓨터의 커널이 응답합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/narrator.cpp" line="104"/>
        <location filename="../../ui/words/narrator.cpp" line="202"/>
        <source>server</source>
        <translation>서버</translation>
    </message>
    <message>
        <location filename="../../ui/words/narrator.cpp" line="106"/>
        <location filename="../../ui/words/narrator.cpp" line="202"/>
        <source>client</source>
        <translation>클라이언트</translation>
    </message>
    <message>
        <location filename="../../ui/words/narrator.cpp" line="108"/>
        <source>client %1</source>
        <translation>클라이언트 %1</translation>
    </message>
    <message>
        <location filename="../../ui/words/narrator.cpp" line="108"/>
        <source>server %1</source>
        <translation>서버 %1</translation>
    </message>
    <message>
        <location filename="../../ui/words/narrator.cpp" line="111"/>
        <source>thread-%1</source>
        <translation>%1번 스레드</translation>
    </message>
    <message>
        <location filename="../../ui/words/narrator.cpp" line="121"/>
        <source>2nd client</source>
        <translation>클라이언트 2</translation>
    </message>
    <message>
        <location filename="../../ui/words/narrator.cpp" line="121"/>
        <source>2nd server</source>
        <translation>서버 2</translation>
    </message>
    <message>
        <location filename="../../ui/words/narrator.cpp" line="123"/>
        <source>3rd client</source>
        <translation>클라이언트 3</translation>
    </message>
    <message>
        <location filename="../../ui/words/narrator.cpp" line="123"/>
        <source>3rd server</source>
        <translation>서버 3</translation>
    </message>
    <message>
        <location filename="../../ui/words/narrator.cpp" line="125"/>
        <source>%1th client</source>
        <translation>클라이언트 %1</translation>
    </message>
    <message>
        <location filename="../../ui/words/narrator.cpp" line="125"/>
        <source>%1th server</source>
        <translation>서버 %1</translation>
    </message>
    <message>
        <location filename="../../ui/words/call_sentences.cpp" line="66"/>
        <source>The %1 is in %2.</source>
        <translation>%1의 %2 호출이 진행 중입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="214"/>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="195"/>
        <source>The %1 called %2 and is &lt;b&gt;blocked&lt;/b&gt;: the kernel has put its thread to sleep.</source>
        <translation>%1이(가) %2 함수를 호출하고 &lt;b&gt;블록&lt;/b&gt;되었습니다. 커널이 스레드를 재웠습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="63"/>
        <source>The %1 called %2 with port 0: the kernel has chosen a free port for it.</source>
        <translation>%1이(가) 포트 번호 0으로 %2 함수를 호출했습니다. 커널이 비어 있는 포트를 골라 주었습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="121"/>
        <source>The %1 called %2: the file of the socket is gone from the file system.</source>
        <translation>%1이(가) %2 함수를 호출했습니다. 소켓의 파일이 파일 시스템에서 사라졌습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="100"/>
        <source>The %1 called %2: from now on a call that has to wait on this descriptor sleeps again.</source>
        <translation>%1이(가) %2 함수를 호출했습니다. 이제 이 디스크립터에서 기다려야 할 호출은 다시 블록됩니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="98"/>
        <source>The %1 called &lt;b&gt;close()&lt;/b&gt; on its listener, descriptor %2: a SYN to port %3 would now be refused.</source>
        <translation>%1이(가) 리스닝 소켓(디스크립터 %2번)에 &lt;b&gt;close()&lt;/b&gt; 함수를 호출했습니다. 이제 %3번 포트로 SYN이 오면 거부됩니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/narrator.cpp" line="216"/>
        <source>the listener</source>
        <translation>리스닝 소켓</translation>
    </message>
    <message>
        <location filename="../../ui/words/narrator.cpp" line="218"/>
        <source>the %1&apos;s connection</source>
        <translation>%1 연결 소켓</translation>
    </message>
    <message>
        <location filename="../../ui/words/narrator.cpp" line="223"/>
        <source>the %1&apos;s socket</source>
        <translation>%1 소켓</translation>
    </message>
    <message>
        <location filename="../../ui/words/narrator.cpp" line="242"/>
        <source>At the other end, %1, is somebody else: the program %2 of the user %3, which is no actor of this session.</source>
        <translation>상대편 %1에는 이 세션의 참여자가 아닌 다른 프로그램이 있습니다. 사용자 %3의 프로그램 %2입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/narrator.cpp" line="247"/>
        <source>At the other end, %1, is somebody else: a program of the user %2, which is no actor of this session.</source>
        <translation>상대편 %1에는 이 세션의 참여자가 아닌 다른 프로그램이 있습니다. 사용자 %2의 프로그램입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/narrator.cpp" line="251"/>
        <source>At the other end, %1, is somebody else, who is no actor of this session.</source>
        <translation>상대편 %1에는 이 세션의 참여자가 아닌 다른 프로그램이 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="264"/>
        <source>a malformed packet</source>
        <translation>잘못된 패킷</translation>
    </message>
    <message>
        <location filename="../../ui/words/told_call.cpp" line="15"/>
        <source>%1 bytes</source>
        <translation>%1바이트</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="287"/>
        <source>The wire now carries %1 twice.</source>
        <translation>이제 회선에 %1이(가) 둘 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="306"/>
        <source>The wire &lt;b&gt;holds&lt;/b&gt; %1: no kernel knows of it but the %2&apos;s.</source>
        <translation>회선이 %1을(를) &lt;b&gt;붙잡고&lt;/b&gt; 있으며, 이를 아는 것은 %2의 커널뿐입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="321"/>
        <source>The wire delivered %1 to the %2&apos;s kernel.</source>
        <translation>회선이 %1을(를) %2의 커널에 전달했습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="329"/>
        <source>%1 is on its way to the %2.</source>
        <translation>%1이(가) %2 쪽으로 가고 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="59"/>
        <source>The %1 called %2: the kernel made the file &lt;b&gt;%3&lt;/b&gt;, which is the socket&apos;s address.</source>
        <translation>%1이(가) %2 함수를 호출했습니다. 커널이 &lt;b&gt;%3&lt;/b&gt; 파일을 만들었고, 이것이 소켓의 주소입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="90"/>
        <source>The %1 called %2: from now on others can connect to its path, and wait for accept() (backlog %3).</source>
        <translation>%1이(가) %2 함수를 호출했습니다. 이제 다른 소켓이 이 경로로 연결할 수 있고, accept()를 기다립니다(백로그 %3).</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="156"/>
        <source>descriptor &lt;b&gt;%1&lt;/b&gt;, the listener, at which a connection waits for accept()</source>
        <translation>디스크립터 &lt;b&gt;%1&lt;/b&gt;번(리스닝 소켓이며 accept()를 기다리는 연결이 있음)</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="160"/>
        <source>descriptor &lt;b&gt;%1&lt;/b&gt;, which has bytes or the end of its stream for recv()</source>
        <translation>recv()할 바이트나 스트림의 끝이 있는 디스크립터 &lt;b&gt;%1&lt;/b&gt;번</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="162"/>
        <source>descriptor &lt;b&gt;%1&lt;/b&gt;, which can be written to</source>
        <translation>쓸 수 있는 디스크립터 &lt;b&gt;%1&lt;/b&gt;번</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="152"/>
        <location filename="../../ui/words/sentences_of_options.cpp" line="164"/>
        <source>descriptor &lt;b&gt;%1&lt;/b&gt; (%2)</source>
        <translation>디스크립터 &lt;b&gt;%1&lt;/b&gt;번(%2)</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="193"/>
        <source>; </source>
        <translation>; </translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="210"/>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="134"/>
        <source>a thread</source>
        <translation>스레드</translation>
    </message>
    <message>
        <location filename="../../ui/words/call_sentences.cpp" line="62"/>
        <source>The %1&apos;s %2 does not come back: its process has ended.</source>
        <translation>프로세스가 종료되어 %1의 %2 호출은 돌아오지 않습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/call_sentences.cpp" line="75"/>
        <source>Without &lt;b&gt;MSG_NOSIGNAL&lt;/b&gt; the kernel sends %1 as well, which ends the %2&apos;s process: its program never sees what %3 returned, and the kernel closes its descriptors.</source>
        <translation>&lt;b&gt;MSG_NOSIGNAL&lt;/b&gt; 없이 호출했으므로 커널이 %1 시그널도 보내고, %2의 프로세스가 종료됩니다. 프로그램은 %3의 반환값을 보지 못하며, 디스크립터는 커널이 닫습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/call_sentences.cpp" line="78"/>
        <source>Without &lt;b&gt;MSG_NOSIGNAL&lt;/b&gt; the kernel sends %1 as well, which ends the whole process with all its threads: the %2 never sees what %3 returned, and the kernel closes the descriptors.</source>
        <translation>&lt;b&gt;MSG_NOSIGNAL&lt;/b&gt; 없이 호출했으므로 커널이 %1 시그널도 보내고, 모든 스레드와 함께 프로세스 전체가 종료됩니다. 호출한 %2 쪽은 %3의 반환값을 보지 못하며, 디스크립터는 커널이 닫습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/narrator.cpp" line="190"/>
        <source>%1 more calls have returned.</source>
        <translation>호출 %1개가 더 반환되었습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/narrator.cpp" line="206"/>
        <location filename="../../ui/words/state_sentences.cpp" line="167"/>
        <source>Now %1.</source>
        <translation>이제 %1입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="85"/>
        <source>The %1 called &lt;b&gt;close()&lt;/b&gt; on its listener, descriptor %2: another socket still listens on port %3, and gets what comes from now on.</source>
        <translation>%1이(가) 리스닝 소켓(디스크립터 %2번)에 &lt;b&gt;close()&lt;/b&gt;를 호출했지만, 다른 소켓이 아직 %3번 포트에서 수신 대기하므로 이제부터 오는 연결은 그 소켓이 받습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="92"/>
        <source>The %1 called &lt;b&gt;close()&lt;/b&gt; on its listener, descriptor %2: its kernel resets with &lt;b&gt;RST&lt;/b&gt; what still waited for accept(), and would refuse a SYN to port %3.</source>
        <translation>%1이(가) 리스닝 소켓(디스크립터 %2번)에 &lt;b&gt;close()&lt;/b&gt;를 호출했습니다: 커널은 accept()를 기다리던 연결을 &lt;b&gt;RST&lt;/b&gt;로 끊고, 이제 %3번 포트로 SYN이 오면 거부합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="108"/>
        <source>The %1 called &lt;b&gt;close()&lt;/b&gt;: because SO_LINGER was set with a time of 0, its kernel sends &lt;b&gt;RST&lt;/b&gt; in place of FIN; the connection is over at once, without TIME_WAIT, and descriptor %2 is free again.</source>
        <translation>%1이(가) &lt;b&gt;close()&lt;/b&gt;를 호출했습니다: SO_LINGER가 시간 0으로 설정되어 있으므로 커널이 FIN 대신 &lt;b&gt;RST&lt;/b&gt;를 보내고, 연결은 TIME_WAIT 없이 바로 끝나며, 디스크립터 %2번은 다시 쓸 수 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="111"/>
        <source>The %1 called &lt;b&gt;close()&lt;/b&gt;: because bytes were left unread, its kernel sends &lt;b&gt;RST&lt;/b&gt; in place of FIN; the connection is over at once, without TIME_WAIT, and descriptor %2 is free again.</source>
        <translation>%1이(가) &lt;b&gt;close()&lt;/b&gt;를 호출했습니다: 읽지 않은 바이트가 남아 있으므로 커널이 FIN 대신 &lt;b&gt;RST&lt;/b&gt;를 보내고, 연결은 TIME_WAIT 없이 바로 끝나며, 디스크립터 %2번은 다시 쓸 수 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="124"/>
        <source>The %1 called &lt;b&gt;close()&lt;/b&gt;: descriptor %2 is free again, and the kernel tells the other end, if that is still open, without any segment.</source>
        <translation>%1이(가) &lt;b&gt;close()&lt;/b&gt;를 호출했습니다: 디스크립터 %2번은 다시 쓸 수 있고, 상대가 아직 열려 있으면 커널이 세그먼트 없이 알립니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="126"/>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="152"/>
        <source>The %1 called &lt;b&gt;close()&lt;/b&gt;: descriptor %2 is free again.</source>
        <translation>%1이(가) &lt;b&gt;close()&lt;/b&gt;를 호출했습니다: 디스크립터 %2번은 다시 쓸 수 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="141"/>
        <source>The %1 called &lt;b&gt;close()&lt;/b&gt;: its kernel gives up connecting, and descriptor %2 is free again.</source>
        <translation>%1이(가) &lt;b&gt;close()&lt;/b&gt;를 호출했습니다: 커널은 연결 시도를 그만두고, 디스크립터 %2번은 다시 쓸 수 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="149"/>
        <source>The %1 called &lt;b&gt;close()&lt;/b&gt;: descriptor %2 is free again, and the kernel goes on alone with what is left of the connection.</source>
        <translation>%1이(가) &lt;b&gt;close()&lt;/b&gt;를 호출했습니다: 디스크립터 %2번은 다시 쓸 수 있고, 연결의 남은 처리는 커널이 맡습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="156"/>
        <source>The %1 called &lt;b&gt;close()&lt;/b&gt;: its kernel sends &lt;b&gt;FIN&lt;/b&gt;, and because of SO_LINGER the call waited until all was acknowledged, %3 s at most; descriptor %2 is free again.</source>
        <translation>%1이(가) &lt;b&gt;close()&lt;/b&gt;를 호출했습니다: 커널이 &lt;b&gt;FIN&lt;/b&gt;을 보냈고, SO_LINGER 때문에 모두 확인될 때까지 최대 %3초 기다렸으며, 디스크립터 %2번은 다시 쓸 수 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="164"/>
        <source>The %1 called &lt;b&gt;close()&lt;/b&gt;: nothing holds the socket any more, so its kernel sends &lt;b&gt;FIN&lt;/b&gt;, and descriptor %2 is free again.</source>
        <translation>%1이(가) &lt;b&gt;close()&lt;/b&gt;를 호출했습니다: 이 소켓을 참조하는 것이 더는 없으므로 커널이 &lt;b&gt;FIN&lt;/b&gt;을 보내고, 디스크립터 %2번은 다시 쓸 수 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="167"/>
        <source>The %1 called &lt;b&gt;close()&lt;/b&gt;: its kernel sends &lt;b&gt;FIN&lt;/b&gt;, and descriptor %2 is free again.</source>
        <translation>%1이(가) &lt;b&gt;close()&lt;/b&gt;를 호출했습니다: 커널이 &lt;b&gt;FIN&lt;/b&gt;을 보내고, 디스크립터 %2번은 다시 쓸 수 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="182"/>
        <source>The %1 called &lt;b&gt;shutdown(SHUT_RD)&lt;/b&gt;: the other end can no longer send to it.</source>
        <translation>%1이(가) &lt;b&gt;shutdown(SHUT_RD)&lt;/b&gt;를 호출했습니다: 상대는 더 이상 이쪽으로 보낼 수 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="184"/>
        <source>The %1 called &lt;b&gt;shutdown(SHUT_RDWR)&lt;/b&gt;: neither end can send any more.</source>
        <translation>%1이(가) &lt;b&gt;shutdown(SHUT_RDWR)&lt;/b&gt;를 호출했습니다: 이제 양쪽 모두 보낼 수 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="185"/>
        <source>The %1 called &lt;b&gt;shutdown(SHUT_WR)&lt;/b&gt;: it has nothing more to send, and the other end&apos;s recv() will return 0; it can still receive.</source>
        <translation>%1이(가) &lt;b&gt;shutdown(SHUT_WR)&lt;/b&gt;를 호출했습니다: 더 보낼 것이 없고 상대의 recv()는 0을 반환하게 되지만, 받는 것은 여전히 가능합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="188"/>
        <source>The %1 called &lt;b&gt;shutdown(SHUT_RD)&lt;/b&gt;: from now on its recv() returns what is there, or 0, and does not wait; nothing is sent, so the other end is not told and can still send.</source>
        <translation>%1이(가) &lt;b&gt;shutdown(SHUT_RD)&lt;/b&gt;를 호출했습니다: 이제부터 recv()는 기다리지 않고 와 있는 것이나 0을 반환하며, 아무것도 보내지 않으므로 상대는 이를 모르고 계속 보낼 수 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="194"/>
        <source>The %1 called &lt;b&gt;shutdown(SHUT_RDWR)&lt;/b&gt;: its kernel has sent its FIN before.</source>
        <translation>%1이(가) &lt;b&gt;shutdown(SHUT_RDWR)&lt;/b&gt;를 호출했습니다: 커널은 이미 FIN을 보냈습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="195"/>
        <source>The %1 called &lt;b&gt;shutdown(SHUT_WR)&lt;/b&gt;: its kernel has sent its FIN before.</source>
        <translation>%1이(가) &lt;b&gt;shutdown(SHUT_WR)&lt;/b&gt;를 호출했습니다: 커널은 이미 FIN을 보냈습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="197"/>
        <source>The %1 called &lt;b&gt;shutdown(SHUT_RDWR)&lt;/b&gt;: its kernel sends &lt;b&gt;FIN&lt;/b&gt;, its recv() does not wait any more, and the descriptor stays open until close().</source>
        <translation>%1이(가) &lt;b&gt;shutdown(SHUT_RDWR)&lt;/b&gt;를 호출했습니다: 커널이 &lt;b&gt;FIN&lt;/b&gt;을 보내고, recv()는 더 이상 기다리지 않으며, 디스크립터는 close()할 때까지 열려 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="201"/>
        <source>The %1 called &lt;b&gt;shutdown(SHUT_WR)&lt;/b&gt;: it has nothing more to send, and its kernel sends &lt;b&gt;FIN&lt;/b&gt;; it can still receive.</source>
        <translation>%1이(가) &lt;b&gt;shutdown(SHUT_WR)&lt;/b&gt;를 호출했습니다: 더 보낼 것이 없어 커널이 &lt;b&gt;FIN&lt;/b&gt;을 보내지만, 받는 것은 여전히 가능합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="205"/>
        <source>The %1 called &lt;b&gt;shutdown(SHUT_WR)&lt;/b&gt;: its kernel sends &lt;b&gt;FIN&lt;/b&gt;.</source>
        <translation>%1이(가) &lt;b&gt;shutdown(SHUT_WR)&lt;/b&gt;를 호출했습니다: 커널이 &lt;b&gt;FIN&lt;/b&gt;을 보냅니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_closing.cpp" line="212"/>
        <source>The %1 called %2 and is &lt;b&gt;blocked&lt;/b&gt;: because of SO_LINGER it waits until the other end has acknowledged everything.</source>
        <translation>%1이(가) %2 함수를 호출하고 &lt;b&gt;블록되었습니다&lt;/b&gt;: SO_LINGER 때문에 상대가 모두 확인할 때까지 기다립니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/told_call.cpp" line="15"/>
        <source>1 byte</source>
        <translation>1바이트</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="56"/>
        <location filename="../../ui/words/wire_sentences.cpp" line="69"/>
        <source>for it, there is no such connection</source>
        <translation>이 커널에는 그런 연결이 없습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="57"/>
        <source>no socket is there to take what came</source>
        <translation>온 것을 받을 소켓이 없습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="68"/>
        <source>the listener was closed before anybody accepted the connection</source>
        <translation>아무도 연결을 accept()하기 전에 리스닝 소켓이 닫혔습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="72"/>
        <source>its program has closed the socket, and nobody is left to read what came</source>
        <translation>프로그램이 이미 소켓을 닫아 온 것을 읽을 프로그램이 없습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="75"/>
        <source>close() tears the connection down, because SO_LINGER was set with a time of 0</source>
        <translation>SO_LINGER가 시간 0으로 설정되어 있어 close()가 연결을 바로 끊습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="76"/>
        <source>close() tears the connection down, because bytes were left unread</source>
        <translation>읽지 않은 바이트가 남아 있어 close()가 연결을 바로 끊습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="87"/>
        <location filename="../../ui/words/wire_sentences.cpp" line="106"/>
        <location filename="../../ui/words/wire_sentences.cpp" line="109"/>
        <location filename="../../ui/words/wire_sentences.cpp" line="112"/>
        <source>sends %1</source>
        <translation>%1을(를) 보냅니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="92"/>
        <source>sends %1 once more, because no ACK of it has arrived</source>
        <translation>ACK가 오지 않아 %1을(를) 다시 보냅니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="93"/>
        <source>sends %1 once more</source>
        <translation>%1을(를) 다시 보냅니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="97"/>
        <source>sends %1: %2</source>
        <translation>%1을(를) 보냅니다: %2</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="100"/>
        <source>answers with %1: it agrees, and announces its own initial sequence number</source>
        <translation>%1(으)로 응답합니다: 연결에 동의하고 자신의 초기 순서 번호를 알립니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="101"/>
        <source>answers with %1</source>
        <translation>%1(으)로 응답합니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="104"/>
        <source>sends %1: it asks for a connection, and announces its initial sequence number</source>
        <translation>%1을(를) 보냅니다: 연결을 요청하고 자신의 초기 순서 번호를 알립니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="109"/>
        <source>sends %1: it will send no more data</source>
        <translation>%1을(를) 보냅니다: 더 보낼 데이터가 없다는 뜻입니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="114"/>
        <source>sends %1 with a &lt;b&gt;window of 0&lt;/b&gt;: its receive buffer is full, and the other end must wait</source>
        <translation>&lt;b&gt;윈도 0&lt;/b&gt;인 %1을(를) 보냅니다: 수신 버퍼가 가득 차서 상대는 기다려야 합니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="117"/>
        <source>sends %1 with a &lt;b&gt;window of 0&lt;/b&gt;</source>
        <translation>&lt;b&gt;윈도 0&lt;/b&gt;인 %1을(를) 보냅니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="119"/>
        <source>sends %1: it has everything before number %2</source>
        <translation>%1을(를) 보냅니다: 번호 %2 앞까지 모두 받았다는 뜻입니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="175"/>
        <source>sends %1 segments with %2 in all</source>
        <translation>세그먼트 %1개로 모두 %2을(를) 보냅니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="193"/>
        <source>sends %1 ACKs: it has everything before number %2</source>
        <translation>ACK %1개를 보냅니다: 번호 %2 앞까지 모두 받았다는 뜻입니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="211"/>
        <source>%1; one more segment goes with it</source>
        <extracomment>%1 is what a kernel sends, %2 how many more segments.</extracomment>
        <translation>%1(세그먼트 1개를 더 보냄)</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="212"/>
        <source>%1; %2 more segments go with it</source>
        <translation>%1(세그먼트 %2개를 더 보냄)</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="232"/>
        <source>The cable is out, so the wire &lt;b&gt;lost&lt;/b&gt; %1</source>
        <translation>케이블이 빠져 있어 %1이(가) &lt;b&gt;유실&lt;/b&gt;되었습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="233"/>
        <source>The wire &lt;b&gt;lost&lt;/b&gt; %1, and nobody is told</source>
        <translation>회선에서 %1이(가) &lt;b&gt;유실&lt;/b&gt;되었고, 아무에게도 알려지지 않습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="241"/>
        <source>%1: no kernel sends a datagram again, that is left to the program.</source>
        <translation>%1: 데이터그램은 커널이 다시 보내지 않으며, 그것은 프로그램의 몫입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="243"/>
        <source>%1: no kernel sends it again.</source>
        <translation>%1: 커널은 다시 보내지 않습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="245"/>
        <source>%1: an RST is not sent again, and the %2 finds out when it sends something.</source>
        <translation>%1: RST는 다시 보내지 않으므로, %2 쪽은 무언가를 보낼 때에야 알게 됩니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="248"/>
        <source>%1: an ACK is not sent again by itself, so the %2 has to repeat what it answered.</source>
        <translation>%1: ACK만 따로 다시 보내지는 않으므로, %2 쪽이 그 ACK를 보내게 한 세그먼트를 다시 보내야 합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="254"/>
        <source>%1: if no ACK comes, the %2&apos;s kernel repeats the segment, until it gives up.</source>
        <translation>%1: ACK가 오지 않으면 %2의 커널이 포기할 때까지 세그먼트를 다시 보냅니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="267"/>
        <source>a UDP datagram</source>
        <translation>UDP 데이터그램</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="269"/>
        <source>an ICMP message</source>
        <translation>ICMP 메시지</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="271"/>
        <source>a packet</source>
        <translation>패킷</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="289"/>
        <location filename="../../ui/words/wire_sentences.cpp" line="344"/>
        <source>The %1&apos;s kernel %2.</source>
        <extracomment>%2 is what it sends.</extracomment>
        <translation>%1의 커널이 %2.</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="301"/>
        <source>The wire &lt;b&gt;holds&lt;/b&gt; %1; the %2&apos;s kernel has sent it again meanwhile (%3×), and the wire throws such copies away.</source>
        <translation>회선이 %1을(를) &lt;b&gt;붙잡고&lt;/b&gt; 있고, 그동안 %2의 커널이 %3번 다시 보냈으나 회선은 그런 사본을 버립니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="311"/>
        <source>The wire delivered %1 to the %2&apos;s kernel, which &lt;b&gt;drops&lt;/b&gt; it: the listener&apos;s queue is full.</source>
        <translation>회선이 %1을(를) %2의 커널에 전달했지만, 리스닝 소켓의 큐가 가득 차서 커널이 &lt;b&gt;버립니다&lt;/b&gt;.</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="316"/>
        <source>The wire delivered %1 to the %2&apos;s kernel; meanwhile the %3&apos;s kernel had sent it again (%4×), and the wire threw such copies away.</source>
        <translation>회선이 %1을(를) %2의 커널에 전달했고, 그동안 %3의 커널이 %4번 다시 보낸 사본은 회선이 버렸습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="346"/>
        <source>The %1&apos;s kernel %2, and the %3&apos;s kernel %4.</source>
        <extracomment>%1 and %3 are hosts, %2 and %4 what their kernels send.</extracomment>
        <translation>%1의 커널이 %2, 그리고 %3의 커널이 %4.</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="382"/>
        <source>The &lt;b&gt;cable&lt;/b&gt; is plugged in again: what is sent from now on arrives.</source>
        <translation>&lt;b&gt;케이블&lt;/b&gt;을 다시 꽂았으므로, 이제부터 보내는 것은 도착합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="383"/>
        <source>The &lt;b&gt;cable&lt;/b&gt; is pulled out, and TCP is not told at either end.</source>
        <translation>&lt;b&gt;케이블&lt;/b&gt;을 뽑았지만, 어느 쪽의 TCP에도 알려지지 않습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/wire_sentences.cpp" line="390"/>
        <source>The wire delivered %1 to the %2&apos;s kernel, which %3.</source>
        <extracomment>%3 is what that kernel sends.</extracomment>
        <translation>회선이 %1을(를) %2의 커널에 전달했고, 그 커널이 %3.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="28"/>
        <source>The %1 called %2: the kernel made an endpoint for TCP, file descriptor &lt;b&gt;%3&lt;/b&gt;; it has no address and no connection yet.</source>
        <translation>%1이(가) %2 함수를 호출하자 커널이 TCP 종단점을 만들고 파일 디스크립터 &lt;b&gt;%3&lt;/b&gt;번을 부여했으며, 아직 주소도 연결도 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="30"/>
        <source>The %1 called %2: a new endpoint for TCP, file descriptor &lt;b&gt;%3&lt;/b&gt;.</source>
        <translation>%1이(가) %2 함수로 새 TCP 종단점(파일 디스크립터 &lt;b&gt;%3&lt;/b&gt;번)을 만들었습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="33"/>
        <source>The %1 called %2: the kernel made an endpoint for datagrams (UDP), file descriptor &lt;b&gt;%3&lt;/b&gt;; it needs no connection.</source>
        <translation>%1이(가) %2 함수를 호출하자 커널이 데이터그램(UDP) 종단점을 만들고 파일 디스크립터 &lt;b&gt;%3&lt;/b&gt;번을 부여했으며, 연결은 필요하지 않습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="35"/>
        <source>The %1 called %2: a new endpoint for datagrams (UDP), file descriptor &lt;b&gt;%3&lt;/b&gt;.</source>
        <translation>%1이(가) %2 함수로 새 데이터그램(UDP) 종단점(파일 디스크립터 &lt;b&gt;%3&lt;/b&gt;번)을 만들었습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="40"/>
        <source>The %1 called %2: the kernel made an endpoint for use within this machine, file descriptor &lt;b&gt;%3&lt;/b&gt;; there will be no TCP, and its address can be a path.</source>
        <translation>%1이(가) %2 함수를 호출하자 커널이 이 컴퓨터 안에서만 쓰는 종단점을 만들고 파일 디스크립터 &lt;b&gt;%3&lt;/b&gt;번을 부여했으며, TCP는 쓰이지 않고 주소는 경로일 수 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="43"/>
        <source>The %1 called %2: a new endpoint for use within this machine, file descriptor &lt;b&gt;%3&lt;/b&gt;.</source>
        <translation>%1이(가) %2 함수로 이 컴퓨터 안에서만 쓰는 새 종단점(파일 디스크립터 &lt;b&gt;%3&lt;/b&gt;번)을 만들었습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="47"/>
        <source>The %1 called %2: a new endpoint of the type %4, file descriptor &lt;b&gt;%3&lt;/b&gt;.</source>
        <translation>%1이(가) %2 함수로 %4 유형의 새 종단점(파일 디스크립터 &lt;b&gt;%3&lt;/b&gt;번)을 만들었습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="66"/>
        <source>The %1 called %2: the socket now has the address %3.</source>
        <translation>%1이(가) %2 함수를 호출했고, 이제 소켓의 주소는 %3입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="68"/>
        <source>The %1 called %2: the socket now has the address %3, and datagrams that arrive there wait in its queue, without listen().</source>
        <translation>%1이(가) %2 함수를 호출했고, 이제 소켓의 주소는 %3입니다. 그곳에 도착한 데이터그램은 listen() 없이도 큐에서 기다립니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="70"/>
        <source>The %1 called %2: the socket now has the address %3; bind() alone does not make it listen.</source>
        <translation>%1이(가) %2 함수를 호출했고, 이제 소켓의 주소는 %3이지만, bind()만으로 연결을 받지는 않습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="77"/>
        <source>The %1 asked the kernel with %2 which address it has: %3.</source>
        <translation>%1이(가) %2 함수로 커널에 자기 주소를 물었고, 답은 %3입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="84"/>
        <source>The %1 called %2 again: its socket listens already, and the backlog is now %3.</source>
        <translation>%1이(가) %2 함수를 다시 호출했습니다: 소켓은 이미 수신 대기 중이며, 백로그는 이제 %3입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="88"/>
        <source>The %1 called %2: its socket listens from now on (backlog %3).</source>
        <translation>%1이(가) %2 함수를 호출했고, 이제부터 소켓이 수신 대기합니다(백로그 %3).</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="92"/>
        <source>The %1 called %2: from now on the kernel itself answers SYNs to this port, and keeps finished connections waiting for accept() (backlog %3).</source>
        <translation>%1이(가) %2 함수를 호출했습니다: 이제부터 이 포트로 오는 SYN에는 커널이 직접 응답하고, 완료된 연결은 accept()를 호출할 때까지 대기시킵니다(백로그 %3).</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="100"/>
        <source>The %1&apos;s %2 took the next connection from the queue: its socket is descriptor &lt;b&gt;%3&lt;/b&gt;.</source>
        <translation>%1의 %2 호출이 큐에서 다음 연결을 꺼냈고, 그 소켓은 디스크립터 &lt;b&gt;%3&lt;/b&gt;번입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="103"/>
        <source>The %1&apos;s %2 took the first connection from the queue and gave it a socket of its own, descriptor &lt;b&gt;%3&lt;/b&gt;; the listener goes on listening.</source>
        <translation>%1의 %2 호출이 큐에서 첫 연결을 꺼내 전용 소켓(디스크립터 &lt;b&gt;%3&lt;/b&gt;번)을 만들어 주었고, 리스닝 소켓은 수신 대기를 계속합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="106"/>
        <source>The %1&apos;s %2 took the first connection from the queue and gave it a socket of its own, descriptor &lt;b&gt;%3&lt;/b&gt;: the kernel had already completed the handshake, and the listener goes on listening.</source>
        <translation>%1의 %2 호출이 큐에서 첫 연결을 꺼내 전용 소켓(디스크립터 &lt;b&gt;%3&lt;/b&gt;번)을 만들어 주었습니다: 핸드셰이크는 커널이 이미 끝냈고, 리스닝 소켓은 수신 대기를 계속합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="138"/>
        <source>The %1 called %2 with the address of its own socket: its SYN came back to it, a simultaneous open with itself, and it is connected.</source>
        <translation>%1이(가) 자기 소켓의 주소로 %2 함수를 호출했습니다: 보낸 SYN이 자신에게 돌아와 자기 자신과 동시에 여는 셈이 되었고, 연결되었습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="142"/>
        <source>The %1&apos;s %2 returned: it is connected.</source>
        <translation>%1의 %2 호출이 반환되었고, 연결되었습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="146"/>
        <source>The %1&apos;s %2 returned as soon as its SYN was answered, although the server&apos;s program has not called accept() yet: its kernel completes the handshake alone.</source>
        <translation>서버 프로그램이 아직 accept()를 호출하지 않았지만, %1의 %2 호출은 SYN의 응답이 오자 바로 반환되었습니다: 핸드셰이크는 커널이 혼자 끝냅니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="148"/>
        <source>The %1&apos;s %2 returned as soon as its SYN was answered.</source>
        <translation>%1의 %2 호출은 SYN의 응답이 오자 바로 반환되었습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="158"/>
        <source>The %1 called %2, and nothing was sent: the kernel notes that send() now means %3, gives the socket an address of its own if it has none, and lets in only what comes from there.</source>
        <translation>%1이(가) %2 함수를 호출했지만 아무것도 보내지 않았습니다: 커널은 send()의 목적지가 %3(이)라는 것을 기억하고, 소켓에 주소가 없으면 정해 주며, 그곳에서 오는 것만 받아들입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="162"/>
        <source>The %1 called %2, and nothing was sent: send() now means %3.</source>
        <translation>%1이(가) %2 함수를 호출했지만 아무것도 보내지 않았고, 이제 send()의 목적지는 %3입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="165"/>
        <source>The %1 called %2: it is connected to &lt;b&gt;%3&lt;/b&gt; without a handshake, because there is no network between them.</source>
        <translation>%1이(가) %2 함수를 호출해 &lt;b&gt;%3&lt;/b&gt;에 연결되었으며, 둘 사이에 네트워크가 없으므로 핸드셰이크는 없었습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="179"/>
        <source>The %1 called %2 and is &lt;b&gt;blocked&lt;/b&gt;: no connection waits for it, so the kernel lets its thread sleep.</source>
        <translation>%1이(가) %2 함수를 호출하고 &lt;b&gt;블록되었습니다&lt;/b&gt;: 기다리는 연결이 없어 커널이 스레드를 재웁니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="181"/>
        <source>The %1 called %2 and is &lt;b&gt;blocked&lt;/b&gt;: no connection waits.</source>
        <translation>%1이(가) %2 함수를 호출하고 &lt;b&gt;블록되었습니다&lt;/b&gt;: 기다리는 연결이 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_opening.cpp" line="189"/>
        <source>The %1 called %2 and is &lt;b&gt;blocked&lt;/b&gt; until its SYN is answered.</source>
        <translation>%1이(가) %2 함수를 호출했고, SYN의 응답이 올 때까지 &lt;b&gt;블록됩니다&lt;/b&gt;.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="28"/>
        <source>with a time of 0, close() will send RST in place of FIN</source>
        <translation>시간이 0이므로 close()는 FIN 대신 RST를 보냅니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="29"/>
        <source>close() will send FIN as always, and wait until everything is acknowledged, %1 s at most</source>
        <translation>close()는 평소처럼 FIN을 보내고, 모두 확인될 때까지 최대 %1초 기다립니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="33"/>
        <source>at 0 this IPv6 socket takes IPv4 too, with addresses like ::ffff:127.0.0.1 (ipv6(7))</source>
        <translation>0이면 이 IPv6 소켓은 ::ffff:127.0.0.1 같은 주소로 IPv4도 받습니다(ipv6(7))</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="35"/>
        <source>this IPv6 socket takes no IPv4 (ipv6(7))</source>
        <translation>이 IPv6 소켓은 IPv4를 받지 않습니다(ipv6(7))</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="43"/>
        <source>the kernel doubles %1, and takes a part of it for its own bookkeeping (socket(7))</source>
        <translation>커널은 %1을(를) 두 배로 늘리고, 그 일부를 내부 관리에 씁니다(socket(7))</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="47"/>
        <source>its port may be bound although an old connection of that port is in TIME_WAIT; on Linux, the old server must have set it too</source>
        <translation>이 포트의 이전 연결이 TIME_WAIT 상태여도 bind()할 수 있지만, Linux에서는 이전 서버도 이 옵션을 설정했어야 합니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="51"/>
        <source>several sockets may bind the same address and port, if all of them set it before bind()</source>
        <translation>모두 bind() 전에 설정하면 여러 소켓이 같은 주소와 포트를 쓸 수 있습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="63"/>
        <source>The %1 called %2: its option %3 is now %4.</source>
        <translation>%1이(가) %2 함수를 호출했고, 옵션 %3의 값은 이제 %4입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="67"/>
        <source>The %1 called %2 for %3: %4.</source>
        <extracomment>%4 is half a sentence that says what the option does.</extracomment>
        <translation>%1이(가) %2 함수로 %3 옵션을 설정했습니다: %4.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="75"/>
        <source>The %1 asked with %2 for its option %3: %4.</source>
        <translation>%1이(가) %2 함수로 옵션 %3의 값을 물었고, 답은 %4입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="79"/>
        <source>The %1 asked with %2 for %3: &lt;b&gt;%4&lt;/b&gt; went wrong meanwhile, and asking has cleared it.</source>
        <translation>%1이(가) %2 함수로 %3 값을 물었습니다: 그동안 &lt;b&gt;%4&lt;/b&gt; 오류가 났고, 물으면 지워집니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="83"/>
        <source>The %1 asked with %2 for %3: %4, no error waits to be told, because the handshake is still under way.</source>
        <translation>%1이(가) %2 함수로 %3 값을 물었습니다: 핸드셰이크가 아직 진행 중이므로, 알릴 오류가 없습니다(%4).</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="87"/>
        <source>The %1 asked with %2 for %3: %4, no error waits to be told; the connect() that did not wait has succeeded.</source>
        <translation>%1이(가) %2 함수로 %3 값을 물었습니다: 알릴 오류가 없으며(%4), 기다리지 않았던 connect()는 성공했습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="91"/>
        <source>The %1 asked with %2 for %3: %4, no error waits to be told; one that was told before is cleared.</source>
        <translation>%1이(가) %2 함수로 %3 값을 물었습니다: 알릴 오류가 없으며(%4), 이미 알린 오류는 지워집니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="103"/>
        <source>The %1 called %2: from now on a call that would have to wait on this descriptor returns −1 at once, with &lt;b&gt;EAGAIN&lt;/b&gt; (connect(): EINPROGRESS).</source>
        <translation>%1이(가) %2 함수를 호출했고, 이제부터 이 디스크립터에서 기다려야 할 호출은 바로 −1과 &lt;b&gt;EAGAIN&lt;/b&gt;을 반환합니다(connect()는 EINPROGRESS).</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="105"/>
        <source>The %1 called %2: calls on this descriptor do not wait from now on.</source>
        <translation>%1이(가) %2 함수를 호출했고, 이제부터 이 디스크립터의 호출은 기다리지 않습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="111"/>
        <source>The %1 asked with %2 what its descriptor %3 is: &lt;b&gt;%4&lt;/b&gt;, a file with an inode of its own.</source>
        <translation>%1이(가) %2 함수로 디스크립터 %3번이 무엇인지 물었고, 답은 고유한 inode를 가진 파일 &lt;b&gt;%4&lt;/b&gt;입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="128"/>
        <source>The %1&apos;s %2 returned %3, which is the error itself: no thread was started.</source>
        <translation>%1의 %2 호출이 오류 번호 %3을(를) 반환했고, 스레드는 시작되지 않았습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="136"/>
        <source>The %1 called %2: &lt;b&gt;%3&lt;/b&gt; runs from now on and has descriptor %4, because all threads of a process share its descriptors.</source>
        <translation>%1이(가) %2 함수를 호출했습니다: 이제부터 &lt;b&gt;%3&lt;/b&gt;이(가) 실행되며, 한 프로세스의 스레드는 디스크립터를 공유하므로 디스크립터 %4번을 가집니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="138"/>
        <source>The %1 called %2: &lt;b&gt;%3&lt;/b&gt; runs from now on and has descriptor %4.</source>
        <translation>%1이(가) %2 함수를 호출했고, 이제부터 &lt;b&gt;%3&lt;/b&gt;이(가) 디스크립터 %4번을 가지고 실행됩니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="158"/>
        <source>descriptor &lt;b&gt;%1&lt;/b&gt;, which has a datagram</source>
        <translation>데이터그램이 있는 디스크립터 &lt;b&gt;%1&lt;/b&gt;번</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="175"/>
        <source>The %1&apos;s %2 returned &lt;b&gt;0&lt;/b&gt; at once: nothing was ready.</source>
        <translation>%1의 %2 호출이 바로 &lt;b&gt;0&lt;/b&gt;을 반환했습니다: 준비된 것이 없었습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="178"/>
        <source>The %1&apos;s %2 returned &lt;b&gt;0&lt;/b&gt;: the time ran out, and nothing had happened.</source>
        <translation>%1의 %2 호출이 &lt;b&gt;0&lt;/b&gt;을 반환했습니다: 타임아웃까지 아무 일도 없었습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="184"/>
        <source>The %1&apos;s %2 returned &lt;b&gt;%3&lt;/b&gt;: so many descriptors are ready.</source>
        <translation>%1의 %2 호출이 준비된 디스크립터의 개수인 &lt;b&gt;%3&lt;/b&gt;을(를) 반환했습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="190"/>
        <source>The %1&apos;s %2 returned &lt;b&gt;%3&lt;/b&gt;; ready: %4.</source>
        <translation>%1의 %2 호출이 &lt;b&gt;%3&lt;/b&gt;을(를) 반환했습니다(준비됨: %4).</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="206"/>
        <source>The %1 called %2 and is &lt;b&gt;blocked&lt;/b&gt;: nothing is ready at descriptor %3, and the first that becomes ready wakes the thread.</source>
        <translation>%1이(가) %2 함수를 호출하고 &lt;b&gt;블록되었습니다&lt;/b&gt;: 디스크립터 %3번에 준비된 것이 없고, 하나라도 준비되면 스레드가 깨어납니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="208"/>
        <source>The %1 called %2 and is &lt;b&gt;blocked&lt;/b&gt;: nothing is ready at descriptor %3.</source>
        <translation>%1이(가) %2 함수를 호출하고 &lt;b&gt;블록되었습니다&lt;/b&gt;: 디스크립터 %3번에 준비된 것이 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="38"/>
        <source>with %1, the kernel gives up early if its SYN is not answered (tcp(7))</source>
        <translation>값이 %1이면 SYN에 응답이 없을 때 커널이 일찍 포기합니다(tcp(7))</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_options.cpp" line="188"/>
        <source>The %1&apos;s %2 returned &lt;b&gt;%3&lt;/b&gt;; ready: %4 (a call there should not block, but only O_NONBLOCK makes sure of it: select(2)).</source>
        <extracomment>%3 is a number, %4 a list of descriptors.</extracomment>
        <translation>%1의 %2 호출이 &lt;b&gt;%3&lt;/b&gt;을(를) 반환했습니다(준비됨: %4): 여기서 호출은 블록되지 않을 것이지만, 확실하게 하려면 O_NONBLOCK이 필요합니다(select(2)).</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="28"/>
        <source>A signal woke the %1 from %2, which returned −1 with &lt;b&gt;EINTR&lt;/b&gt;: the handshake goes on by itself, so wait for it with poll() and do not call connect() again.</source>
        <translation>%1의 %2 호출이 시그널로 깨어나 &lt;b&gt;EINTR&lt;/b&gt;과 함께 −1을 반환했습니다: 핸드셰이크는 저절로 계속되므로 connect()를 다시 호출하지 말고 poll()로 기다려야 합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="33"/>
        <source>The server was told to close: a signal woke it from %1, which returned −1 with &lt;b&gt;EINTR&lt;/b&gt; before it had anything to return.</source>
        <translation>서버에 닫으라고 알리자 시그널이 %1 호출을 깨웠고, 호출은 반환할 것이 생기기 전에 &lt;b&gt;EINTR&lt;/b&gt;과 함께 −1을 반환했습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="36"/>
        <source>A signal woke the %1 from %2, which returned −1 with &lt;b&gt;EINTR&lt;/b&gt; before it had anything to return.</source>
        <translation>%1의 %2 호출이 시그널로 깨어나, 반환할 것이 생기기 전에 &lt;b&gt;EINTR&lt;/b&gt;과 함께 −1을 반환했습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="46"/>
        <source>an earlier datagram met no socket at its port, and the answer, ICMP port unreachable, is reported by this call</source>
        <translation>앞서 보낸 데이터그램의 포트에 소켓이 없었고, 그 응답인 ICMP 포트 도달 불가(port unreachable)가 이 호출에 오류로 전달되었습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="49"/>
        <source>the path is there, but no socket listens at it</source>
        <translation>경로는 있지만, 그곳에서 대기 중인 소켓이 없습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="51"/>
        <source>the SYN of the connect() that did not wait was answered with RST</source>
        <translation>기다리지 않았던 connect()의 SYN에 RST가 응답으로 왔습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="53"/>
        <source>the server has no port yet, so nobody listens: let it listen, then connect with a new socket</source>
        <translation>서버에 아직 포트가 없어 대기 중인 소켓이 없으므로, 서버가 listen()한 뒤에 새 소켓으로 연결하세요</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="56"/>
        <source>no socket listens on port %1, so the kernel there answered the SYN with RST; let the server listen, then connect with a new socket</source>
        <translation>%1번 포트에서 대기 중인 소켓이 없어 그쪽 커널이 SYN에 RST로 응답했으므로, 서버가 listen()한 뒤에 새 소켓으로 연결하세요</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="64"/>
        <source>no port is free for it: each TIME_WAIT keeps one for a minute, so wait, or widen net.ipv4.ip_local_port_range</source>
        <translation>빈 포트가 없습니다: TIME_WAIT마다 1분 동안 포트를 하나씩 쓰므로, 기다리거나 net.ipv4.ip_local_port_range를 넓히세요</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="90"/>
        <source>the %1&apos;s listener, descriptor %2, has it</source>
        <translation>%1의 리스닝 소켓(디스크립터 %2번)이 쓰고 있습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="92"/>
        <source>it is bound to the %1&apos;s descriptor %2, which need not listen for that</source>
        <translation>%1의 디스크립터 %2번이 쓰고 있으며, 그 소켓이 수신 대기 중이 아니어도 그렇습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="96"/>
        <source>an earlier connection of that port is in TIME_WAIT, and SO_REUSEADDR was not set on both servers</source>
        <translation>이 포트의 이전 연결이 TIME_WAIT 상태이고, 두 서버 모두에 SO_REUSEADDR이 설정되지는 않았습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="99"/>
        <source>the earlier connection in TIME_WAIT still has it</source>
        <translation>TIME_WAIT 상태인 이전 연결이 아직 쓰고 있습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="101"/>
        <source>a connection of the %1 still has it (%2)</source>
        <translation>%1의 연결이 아직 쓰고 있습니다(%2)</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="110"/>
        <source>the file is there already: unlink() removes it, then bind() can make it again</source>
        <translation>파일이 이미 있으므로, unlink()로 지우면 bind()가 다시 만들 수 있습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="117"/>
        <source>another program has it, or an earlier connection of that port is in TIME_WAIT, which SO_REUSEADDR on both servers gets past; wait, or choose another port</source>
        <translation>다른 프로그램이 쓰고 있거나, 이 포트의 이전 연결이 TIME_WAIT 상태입니다(두 서버 모두 SO_REUSEADDR를 설정하면 TIME_WAIT는 문제가 되지 않습니다). 기다리거나 다른 포트를 고르세요</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="120"/>
        <source>port %1 is taken; %2</source>
        <extracomment>%2 is who has the port.</extracomment>
        <translation>%1번 포트는 이미 사용 중입니다: %2</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="126"/>
        <source>the permissions of the path do not allow it</source>
        <translation>경로의 권한이 허용하지 않습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="128"/>
        <source>ports below 1024 need a privilege; choose a higher one</source>
        <translation>1024번 아래의 포트에는 특권이 필요하므로, 더 큰 번호를 고르세요</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="130"/>
        <source>this is a broadcast address, and SO_BROADCAST was not set</source>
        <translation>브로드캐스트 주소인데 SO_BROADCAST가 설정되지 않았습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="137"/>
        <source>a connection between the same two ends is there already, or in TIME_WAIT</source>
        <translation>같은 두 끝 사이의 연결이 이미 있거나 TIME_WAIT 상태입니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="141"/>
        <source>this machine does not have that address; if IPv6 is switched off, as root: sysctl net.ipv6.conf.lo.disable_ipv6=0</source>
        <translation>이 컴퓨터에 그런 주소가 없으며, IPv6이 꺼져 있다면 루트로 sysctl net.ipv6.conf.lo.disable_ipv6=0을 실행하세요</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="144"/>
        <source>this machine does not have that address</source>
        <translation>이 컴퓨터에 그런 주소가 없습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="149"/>
        <source>no interface leads to that address; the one that should may be down (ip link set lo up)</source>
        <translation>그 주소로 가는 인터페이스가 없으며, 그래야 할 인터페이스가 꺼져 있을 수 있습니다(ip link set lo up)</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="155"/>
        <source>this kernel has no such kind of addresses, or it is switched off</source>
        <translation>이 커널에는 그런 종류의 주소가 없거나 꺼져 있습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="160"/>
        <source>no answer came, however often the kernel sent its segment</source>
        <translation>커널이 세그먼트를 여러 번 보냈지만 응답이 없었습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="166"/>
        <source>the other end was closed with bytes left unread</source>
        <translation>상대가 읽지 않은 바이트를 남긴 채 닫았습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="167"/>
        <source>the other end has torn the connection down with RST</source>
        <translation>상대가 RST로 연결을 끊었습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="173"/>
        <source>still nothing for it, and it does not wait</source>
        <translation>아직도 아무것도 없고, 호출은 기다리지 않습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="176"/>
        <source>the listener&apos;s queue is full, and this call does not wait</source>
        <translation>리스닝 소켓의 큐가 가득 찼고, 이 호출은 기다리지 않습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="179"/>
        <source>no connection waits now, and this call does not wait; try again later, or let poll() say when</source>
        <translation>지금 기다리는 연결이 없고 이 호출은 기다리지 않으므로, 나중에 다시 시도하거나 poll()로 때를 알아내세요</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="182"/>
        <source>the send buffer has no room now, and this call does not wait; try again later, or let poll() say when</source>
        <translation>지금 송신 버퍼에 자리가 없고 이 호출은 기다리지 않으므로, 나중에 다시 시도하거나 poll()로 때를 알아내세요</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="185"/>
        <source>nothing is there now, and this call does not wait; try again later, or let poll() say when</source>
        <translation>지금 와 있는 것이 없고 이 호출은 기다리지 않으므로, 나중에 다시 시도하거나 poll()로 때를 알아내세요</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="192"/>
        <source>the handshake has begun, and this call does not wait for its end; poll() says when it is over</source>
        <translation>핸드셰이크가 시작되었고 이 호출은 끝나기를 기다리지 않으며, 끝나면 poll()이 알려 줍니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="199"/>
        <source>the handshake of an earlier connect() is still under way; poll() says when it is over</source>
        <translation>앞선 connect()의 핸드셰이크가 아직 진행 중이며, 끝나면 poll()이 알려 줍니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="206"/>
        <source>its own shutdown() has closed the sending side</source>
        <translation>자신의 shutdown()으로 보내는 쪽을 닫았습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="208"/>
        <source>the other end is closed</source>
        <translation>상대가 닫혔습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="210"/>
        <location filename="../../ui/words/failure_sentences.cpp" line="228"/>
        <source>this is the listener, which never carries data; use the descriptor that accept() returned</source>
        <translation>이것은 데이터를 나르지 않는 리스닝 소켓이므로, accept()가 반환한 디스크립터를 쓰세요</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="214"/>
        <source>this socket is not connected</source>
        <translation>이 소켓은 연결되어 있지 않습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="216"/>
        <source>the connection is over, because no answer came</source>
        <translation>응답이 없어 연결이 끝났습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="217"/>
        <source>the connection was reset by RST, and the other end takes no more data</source>
        <translation>연결이 RST로 끊겼고, 상대는 더 이상 데이터를 받지 않습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="222"/>
        <source>this is no open descriptor: it was closed, or never made</source>
        <translation>열린 디스크립터가 아닙니다: 닫혔거나 만들어진 적이 없습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="232"/>
        <source>this socket is not connected any more</source>
        <translation>이 소켓은 더 이상 연결되어 있지 않습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="233"/>
        <source>this socket is not connected; connect() comes first</source>
        <translation>이 소켓은 연결되어 있지 않으므로, 먼저 connect()를 호출하세요</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="239"/>
        <source>this is a listener, and a listener cannot connect</source>
        <translation>이것은 리스닝 소켓이며, 리스닝 소켓은 연결할 수 없습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="240"/>
        <source>this socket is connected already; a second connection needs a second socket</source>
        <translation>이 소켓은 이미 연결되어 있으며, 두 번째 연결에는 두 번째 소켓이 필요합니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="245"/>
        <source>it is not said where to; use sendto() with an address, or connect() first</source>
        <translation>어디로 보낼지 정해지지 않았으므로, 주소와 함께 sendto()를 쓰거나 먼저 connect()를 호출하세요</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="252"/>
        <source>this socket has an address already</source>
        <translation>이 소켓에는 이미 주소가 있습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="253"/>
        <source>the address does not fit the socket</source>
        <translation>주소가 소켓에 맞지 않습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="255"/>
        <source>this socket does not listen; listen() comes first</source>
        <translation>이 소켓은 수신 대기 중이 아니므로, 먼저 listen()을 호출하세요</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="257"/>
        <source>this socket is connected, so it cannot listen</source>
        <translation>이 소켓은 연결되어 있어 수신 대기할 수 없습니다</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="263"/>
        <source>no file descriptor is left; close something, then try again</source>
        <translation>남은 파일 디스크립터가 없으므로, 무언가를 닫고 다시 시도하세요</translation>
    </message>
    <message>
        <location filename="../../ui/words/failure_sentences.cpp" line="315"/>
        <source>The %1&apos;s %2 failed with &lt;b&gt;%3&lt;/b&gt;: %4.</source>
        <extracomment>%4 is half a sentence that says why.</extracomment>
        <translation>%1의 %2 호출이 실패했습니다(&lt;b&gt;%3&lt;/b&gt;): %4.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="20"/>
        <source>The %1 called %2: one datagram of %3 is on its way, and nobody will say whether it arrives.</source>
        <translation>%1이(가) %2 함수를 호출해 %3짜리 데이터그램 하나를 보냈으며, 도착했는지는 알려 주지 않습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="22"/>
        <source>The %1 called %2: one datagram of %3 is on its way.</source>
        <translation>%1이(가) %2 함수를 호출해 %3짜리 데이터그램 하나를 보냈습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="24"/>
        <source>The %1 called %2: one datagram of %3 is on its way to %4; no connection was made, and nobody will say whether it arrives.</source>
        <translation>%1이(가) %2 함수를 호출해 %3짜리 데이터그램 하나를 %4(으)로 보냈으며, 연결은 만들어지지 않았고 도착했는지는 알려 주지 않습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="26"/>
        <source>The %1 called %2: one datagram of %3 is on its way to %4.</source>
        <translation>%1이(가) %2 함수를 호출해 %3짜리 데이터그램 하나를 %4(으)로 보냈습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="34"/>
        <source>The %1 called %2 and got an &lt;b&gt;empty datagram&lt;/b&gt;: 0 bytes, which is no end of anything.</source>
        <translation>%1이(가) %2 함수로 &lt;b&gt;빈 데이터그램&lt;/b&gt;(0바이트)을 받았으며, 이것은 무엇의 끝도 아닙니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="38"/>
        <source>The %1 called %2 and got one datagram, %3.</source>
        <translation>%1이(가) %2 함수로 데이터그램 하나를 받았습니다(%3).</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="40"/>
        <source>The %1 called %2 and got one datagram, %3, and the address that it came from: %4.</source>
        <translation>%1이(가) %2 함수로 데이터그램 하나(%3) 그리고 보낸 곳의 주소 %4을(를) 받았습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="54"/>
        <source>The %1&apos;s %2 &lt;b&gt;returned 0&lt;/b&gt;: the connection was reset before, and nothing more comes.</source>
        <translation>%1의 %2 호출이 &lt;b&gt;0을 반환했습니다&lt;/b&gt;: 연결은 앞서 RST로 끊겼고, 더 올 것이 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="59"/>
        <source>The %1&apos;s %2 &lt;b&gt;returned 0&lt;/b&gt; because of its own shutdown(SHUT_RD): it does not wait any more, but the other end can still send.</source>
        <translation>%1의 %2 호출이 &lt;b&gt;0을 반환했습니다&lt;/b&gt;: 자신의 shutdown(SHUT_RD) 때문에 더 이상 기다리지 않지만, 상대는 계속 보낼 수 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="63"/>
        <source>The %1&apos;s %2 &lt;b&gt;returned 0&lt;/b&gt;, the end of the stream: the other end has sent &lt;b&gt;FIN&lt;/b&gt; and will send no more data.</source>
        <translation>%1의 %2 호출이 스트림의 끝을 뜻하는 &lt;b&gt;0을 반환했습니다&lt;/b&gt;: 상대가 &lt;b&gt;FIN&lt;/b&gt;을 보냈으므로 더 올 데이터가 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="65"/>
        <source>The %1&apos;s %2 &lt;b&gt;returned 0&lt;/b&gt;: the end of the stream (FIN).</source>
        <translation>%1의 %2 호출이 &lt;b&gt;0을 반환했습니다&lt;/b&gt;: 스트림의 끝(FIN)입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="99"/>
        <source>The %1&apos;s %2 looked at %3 (MSG_PEEK): they stay in the receive queue.</source>
        <translation>%1의 %2 호출이 %3을(를) 들여다보기만 했으며(MSG_PEEK), 바이트는 수신 큐에 남아 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="102"/>
        <source>The %1&apos;s %2 got %3 out of the receive queue: TCP is a stream, so that may be fewer or more than one send() put in.</source>
        <translation>%1의 %2 호출이 수신 큐에서 %3을(를) 꺼냈습니다: TCP는 스트림이므로 send() 한 번에 보낸 것보다 적을 수도 많을 수도 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="106"/>
        <source>The %1&apos;s %2 got %3, the same that it had sent.</source>
        <translation>%1의 %2 호출이 자신이 보냈던 것과 같은 %3을(를) 받았습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="107"/>
        <source>The %1&apos;s %2 got %3 out of the receive queue.</source>
        <translation>%1의 %2 호출이 수신 큐에서 %3을(를) 꺼냈습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="122"/>
        <source>The %1&apos;s %2 took only %3 of %4 bytes: there was no more room in the send buffer, and the rest needs another call.</source>
        <translation>%1의 %2 호출은 %4바이트 중 %3바이트만 넘겨받았습니다: 송신 버퍼에 자리가 더 없었고, 나머지는 다시 호출해야 합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="129"/>
        <source>The %1 called %2: the kernel has put %3 into the other end&apos;s queue.</source>
        <translation>%1이(가) %2 함수를 호출했고, 커널이 %3을(를) 상대의 큐에 넣었습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="131"/>
        <source>The %1 called %2: the kernel has taken %3 and will try to deliver them; whether the other program reads them is not known yet.</source>
        <translation>%1이(가) %2 함수를 호출했습니다: 커널이 %3을(를) 넘겨받아 전달하려고 시도하며, 상대 프로그램이 읽을지는 아직 알 수 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="133"/>
        <source>The %1 called %2: the kernel has taken %3.</source>
        <translation>%1이(가) %2 함수를 호출했고, 커널이 %3을(를) 넘겨받았습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="146"/>
        <source>The %1&apos;s %2 &lt;b&gt;returned 0&lt;/b&gt;, because it was asked for no byte.</source>
        <translation>%1의 %2 호출은 0바이트를 요청했으므로 &lt;b&gt;0을 반환했습니다&lt;/b&gt;.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="149"/>
        <source>The %1&apos;s %2 &lt;b&gt;returned 0&lt;/b&gt;: the other end will send nothing more.</source>
        <translation>%1의 %2 호출이 &lt;b&gt;0을 반환했습니다&lt;/b&gt;: 상대는 더 보내지 않습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="159"/>
        <source>The %1 called %2 and is &lt;b&gt;blocked&lt;/b&gt;: with MSG_WAITALL it sleeps until all bytes that it asked for are there, or the stream ends.</source>
        <translation>%1이(가) %2 함수를 호출하고 &lt;b&gt;블록되었습니다&lt;/b&gt;: MSG_WAITALL이므로 요청한 바이트가 모두 오거나 스트림이 끝날 때까지 잠듭니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="163"/>
        <source>The %1 called %2 and is &lt;b&gt;blocked&lt;/b&gt;: its receive queue is empty.</source>
        <translation>%1이(가) %2 함수를 호출하고 &lt;b&gt;블록되었습니다&lt;/b&gt;: 수신 큐가 비어 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="165"/>
        <source>The %1 called %2 and is &lt;b&gt;blocked&lt;/b&gt;: its receive queue is empty, so the kernel lets its thread sleep until a datagram arrives.</source>
        <translation>%1이(가) %2 함수를 호출하고 &lt;b&gt;블록되었습니다&lt;/b&gt;: 수신 큐가 비어 있어, 커널은 데이터그램이 도착할 때까지 스레드를 재웁니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="169"/>
        <source>The %1 called %2 and is &lt;b&gt;blocked&lt;/b&gt;: its receive queue is empty, so the kernel lets its thread sleep until bytes or a FIN arrive.</source>
        <translation>%1이(가) %2 함수를 호출하고 &lt;b&gt;블록되었습니다&lt;/b&gt;: 수신 큐가 비어 있어, 커널은 바이트나 FIN이 도착할 때까지 스레드를 재웁니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="173"/>
        <source>The %1 called %2 and is &lt;b&gt;blocked&lt;/b&gt;: its receive queue is empty, so the kernel lets its thread sleep until bytes arrive or the stream ends.</source>
        <translation>%1이(가) %2 함수를 호출하고 &lt;b&gt;블록되었습니다&lt;/b&gt;: 수신 큐가 비어 있어, 커널은 바이트가 도착하거나 스트림이 끝날 때까지 스레드를 재웁니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="182"/>
        <source>The %1 called %2 and is &lt;b&gt;blocked&lt;/b&gt;: the send buffer is full, because the other end has not acknowledged enough yet.</source>
        <translation>%1이(가) %2 함수를 호출하고 &lt;b&gt;블록되었습니다&lt;/b&gt;: 상대가 아직 충분히 확인하지 않아 송신 버퍼가 가득 찼습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/sentences_of_data.cpp" line="185"/>
        <source>The %1 called %2 and is &lt;b&gt;blocked&lt;/b&gt;: there is no room for more.</source>
        <translation>%1이(가) %2 함수를 호출하고 &lt;b&gt;블록되었습니다&lt;/b&gt;: 더 넣을 자리가 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="19"/>
        <source>its SYN waits for an answer</source>
        <translation>보낸 SYN의 응답을 기다림</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="21"/>
        <source>a SYN was answered, and the ACK of its own is missing</source>
        <translation>SYN에 응답했고, 자신이 보낸 SYN의 ACK가 아직 오지 않음</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="23"/>
        <source>bytes can flow both ways</source>
        <translation>바이트가 양방향으로 오갈 수 있음</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="25"/>
        <source>its FIN is not acknowledged yet</source>
        <translation>보낸 FIN의 ACK가 아직 오지 않음</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="27"/>
        <source>its FIN is acknowledged, and it waits for the other end&apos;s FIN</source>
        <translation>보낸 FIN의 ACK를 받았고, 상대의 FIN을 기다림</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="29"/>
        <source>the other end has sent its FIN, this end&apos;s program has not closed yet</source>
        <translation>상대는 FIN을 보냈고, 이쪽 프로그램은 아직 닫지 않음</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="31"/>
        <source>both FINs crossed on the way</source>
        <translation>두 FIN이 도중에 엇갈림</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="33"/>
        <source>its FIN is the second one, and it waits for the last ACK</source>
        <translation>두 번째 FIN을 보냈고, 마지막 ACK를 기다림</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="35"/>
        <source>it can answer the other&apos;s FIN again if the last ACK is lost, and old segments die out meanwhile</source>
        <translation>마지막 ACK가 유실되면 상대의 FIN에 다시 응답할 수 있고, 그동안 오래된 세그먼트가 소멸됨</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="131"/>
        <source>%1 is in %2 for 60 seconds, because it sent its FIN before it had the other&apos;s (%3)</source>
        <extracomment>%3 says what for.</extracomment>
        <translation>상대의 FIN을 받기 전에 FIN을 보낸 %1의 상태는 60초 동안 %2(%3)</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="82"/>
        <source>TIME_WAIT of %1 is over</source>
        <translation>%1의 TIME_WAIT은 끝난 상태</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="84"/>
        <source>%1 is closed by an &lt;b&gt;RST&lt;/b&gt;, because the program at the other end had closed and takes no more data</source>
        <translation>%1은(는) &lt;b&gt;RST&lt;/b&gt;로 닫힌 상태(상대 프로그램이 이미 닫아 데이터를 더 받지 않기 때문)</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="87"/>
        <source>%1 is closed by an &lt;b&gt;RST&lt;/b&gt;</source>
        <translation>%1은(는) &lt;b&gt;RST&lt;/b&gt;로 닫힌 상태</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="89"/>
        <source>%1 is closed</source>
        <translation>%1은(는) 닫힌 상태</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="114"/>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="115"/>
        <source>%1, and %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="129"/>
        <source>%1 is in %2 for 60 seconds</source>
        <translation>%1의 상태는 60초 동안 %2</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="134"/>
        <source>%1 is in %2</source>
        <translation>%1의 상태는 %2</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="136"/>
        <source>%1 is in %2 (%3)</source>
        <extracomment>%3 says what the state means.</extracomment>
        <translation>%1의 상태는 %2(%3)</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="157"/>
        <source>Now both ends are in %1: bytes can flow both ways.</source>
        <translation>이제 양쪽 모두 %1 상태이며, 바이트가 양방향으로 오갈 수 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="158"/>
        <source>Now both ends are in %1.</source>
        <translation>이제 양쪽 모두 %1 상태입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_sentences.cpp" line="166"/>
        <source>%1 more sockets have changed their state</source>
        <translation>그 밖에 상태가 바뀐 소켓은 %1개</translation>
    </message>
</context>
<context>
    <name>SegmentWords</name>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="18"/>
        <source>4: what follows is laid out as RFC 791 says.</source>
        <translation>4: 이어지는 내용은 RFC 791의 형식을 따릅니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="20"/>
        <source>Internet Header Length: how long this header is, in words of four bytes. 5 means 20 bytes, and no options.</source>
        <translation>Internet Header Length: 4바이트 워드 단위로 나타낸 이 헤더의 길이입니다. 5이면 20바이트이고 옵션이 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="24"/>
        <source>Differentiated Services: which treatment the packet asks of routers (RFC 2474).</source>
        <translation>Differentiated Services: 패킷이 라우터에 요청하는 처리 등급입니다 (RFC 2474).</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="27"/>
        <source>Explicit Congestion Notification: a congested router marks packets here instead of dropping them, if both ends agreed to it (RFC 3168).</source>
        <translation>Explicit Congestion Notification: 양쪽이 합의했다면, 혼잡한 라우터는 패킷을 버리는 대신 여기에 표시합니다 (RFC 3168).</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="31"/>
        <source>The length of the whole packet in bytes: this header and all that it carries.</source>
        <translation>패킷 전체의 길이(바이트)입니다. 이 헤더와 여기에 실린 것을 모두 포함합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="37"/>
        <source>DF: do not cut this packet in pieces. MF: more pieces of it follow.</source>
        <translation>DF: 이 패킷을 나누지 말 것. MF: 뒤에 조각이 더 있음.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="40"/>
        <location filename="../../ui/words/segment_sentences.cpp" line="87"/>
        <source>Where the data of this fragment belongs in the whole packet, in units of eight bytes.</source>
        <translation>이 조각의 데이터가 전체 패킷에서 놓일 위치입니다. 8바이트 단위입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="47"/>
        <source>What the packet carries: 6 is TCP, 17 is UDP, 1 is ICMP.</source>
        <translation>패킷에 실린 프로토콜입니다. 6은 TCP, 17은 UDP, 1은 ICMP입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="51"/>
        <location filename="../../ui/words/segment_sentences.cpp" line="76"/>
        <source>The address of the host that sent the packet.</source>
        <translation>패킷을 보낸 호스트의 주소입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="53"/>
        <location filename="../../ui/words/segment_sentences.cpp" line="78"/>
        <source>The address of the host that the packet goes to.</source>
        <translation>패킷을 받을 호스트의 주소입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="58"/>
        <source>6: what follows is laid out as RFC 8200 says.</source>
        <translation>6: 이어지는 내용은 RFC 8200의 형식을 따릅니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="60"/>
        <source>Six bits for the treatment that the packet asks of routers, two for marks of congestion.</source>
        <translation>앞의 6비트는 라우터에 요청하는 처리 등급이고, 뒤의 2비트는 혼잡 표시입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="63"/>
        <source>The same in the packets of one flow, so that routers can send them the same way (RFC 6437).</source>
        <translation>한 흐름의 패킷은 이 값이 같습니다. 라우터가 같은 경로로 보낼 수 있습니다 (RFC 6437).</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="67"/>
        <source>How many bytes come after this header. Its own 40 are not counted.</source>
        <translation>이 헤더 뒤에 오는 바이트 수입니다. 헤더 자신의 40바이트는 세지 않습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="70"/>
        <source>What comes after this header: 6 is TCP, 17 is UDP, 58 is ICMPv6, or an extension header.</source>
        <translation>이 헤더 다음에 오는 것입니다. 6은 TCP, 17은 UDP, 58은 ICMPv6이며, 확장 헤더일 수도 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="80"/>
        <source>What comes after this extension header.</source>
        <translation>이 확장 헤더 다음에 오는 것입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="82"/>
        <source>How long this extension header is, in units of eight bytes, the first not counted.</source>
        <translation>8바이트 단위로 나타낸 이 확장 헤더의 길이입니다. 첫 8바이트는 세지 않습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="84"/>
        <source>Options, or the way that the packet is to take.</source>
        <translation>옵션, 또는 패킷이 지나갈 경로입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="85"/>
        <location filename="../../ui/words/segment_sentences.cpp" line="89"/>
        <location filename="../../ui/words/segment_sentences.cpp" line="114"/>
        <source>Kept free: zero.</source>
        <translation>비워 둔 자리입니다. 0이어야 합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="91"/>
        <source>1: more fragments of the packet follow. 0: this is the last one.</source>
        <translation>1: 이 패킷의 조각이 더 이어집니다. 0: 마지막 조각입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="94"/>
        <source>The same in all fragments of one packet.</source>
        <translation>한 패킷의 모든 조각에서 같은 값입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="97"/>
        <source>The port of the socket that sent the segment. A client usually has an ephemeral one, which the kernel chose in connect().</source>
        <translation>세그먼트를 보낸 소켓의 포트입니다. 클라이언트는 보통 connect()에서 커널이 고른 임시 포트를 씁니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="101"/>
        <source>The port of the socket that is to get the segment. A server is found by the one that it gave to bind().</source>
        <translation>세그먼트를 받을 소켓의 포트입니다. 서버는 bind()에 지정한 포트로 찾습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="109"/>
        <source>With ACK set: the number that is expected next. All before it have arrived.</source>
        <translation>ACK가 켜져 있을 때, 다음에 받을 번호입니다. 그 앞은 모두 도착했습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="112"/>
        <source>How long this header is, in words of four bytes: 5 without options, at most 15.</source>
        <translation>4바이트 워드 단위로 나타낸 이 헤더의 길이입니다. 옵션이 없으면 5, 최대 15입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="116"/>
        <source>Congestion Window Reduced: the sender has slowed down because of an ECE (RFC 3168).</source>
        <translation>Congestion Window Reduced: 보내는 쪽이 ECE를 받고 속도를 줄였습니다 (RFC 3168).</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="119"/>
        <source>ECN-Echo: packets arrived that a router had marked. In a SYN, it asks to use ECN (RFC 3168).</source>
        <translation>ECN-Echo: 라우터가 혼잡을 표시한 패킷이 도착했습니다. SYN에서는 ECN을 쓰자는 요청입니다 (RFC 3168).</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="123"/>
        <source>Urgent: the urgent pointer means something. Hardly used today.</source>
        <translation>Urgent: 긴급 포인터가 유효합니다. 오늘날에는 거의 쓰지 않습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="125"/>
        <source>Acknowledgment: the acknowledgment number means something. Only the first SYN, and some RST, go without.</source>
        <translation>Acknowledgment: 확인 응답 번호가 유효합니다. 첫 SYN과 일부 RST에만 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="129"/>
        <source>Push: the receiver is to hand the data to the program without waiting for more.</source>
        <translation>Push: 받는 쪽은 더 기다리지 말고 데이터를 프로그램에 넘겨야 합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="136"/>
        <source>Synchronize: opens a connection and gives the initial sequence number. SYN takes up one number itself.</source>
        <translation>Synchronize: 연결을 열고 초기 순서 번호를 알립니다. SYN 자체도 번호 하나를 차지합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="140"/>
        <source>Finish: the sender has no more data. FIN takes up one sequence number, so it is acknowledged as data is.</source>
        <translation>Finish: 보내는 쪽에 더 보낼 데이터가 없습니다. FIN도 순서 번호 하나를 차지하므로 데이터처럼 확인 응답을 받습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="144"/>
        <source>How many bytes the sender of this segment has room to receive; multiplied, if both agreed on a window scale.</source>
        <translation>이 세그먼트를 보낸 쪽이 받을 수 있는 바이트 수입니다. 양쪽이 window scale에 합의했다면 그만큼 곱합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="148"/>
        <source>Over this header, the data, and the addresses and length from IP. A segment with a wrong one is dropped in silence.</source>
        <translation>이 헤더와 데이터, 그리고 IP의 주소와 길이를 대상으로 합니다. 체크섬이 틀린 세그먼트는 조용히 버려집니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="152"/>
        <source>With URG set: where the urgent data ends, counted from the sequence number.</source>
        <translation>URG가 켜져 있을 때, 긴급 데이터가 끝나는 곳입니다. 순서 번호부터 셉니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="155"/>
        <source>The options end here.</source>
        <translation>옵션은 여기에서 끝납니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="157"/>
        <source>Does nothing: it makes the next option begin or end at a whole word.</source>
        <translation>아무 일도 하지 않습니다. 다음 옵션의 시작이나 끝을 워드 경계에 맞춥니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="165"/>
        <source>Later windows of the sender are multiplied by two to this power, if the other side&apos;s SYN has this option too (RFC 7323).</source>
        <translation>상대의 SYN에도 이 옵션이 있으면, 이후 보낸 쪽의 윈도에는 2의 이 거듭제곱을 곱합니다 (RFC 7323).</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="169"/>
        <source>The sender understands selective acknowledgments. Only in a SYN (RFC 2018).</source>
        <translation>보낸 쪽이 선택적 확인 응답(SACK)을 이해합니다. SYN에만 있습니다 (RFC 2018).</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="172"/>
        <source>Selective acknowledgment: what has arrived beyond a gap. Only the gap need be sent again (RFC 2018).</source>
        <translation>선택적 확인 응답: 빈 구간 뒤에 도착한 데이터입니다. 빈 구간만 다시 보내면 됩니다 (RFC 2018).</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="176"/>
        <source>TSval is the sender&apos;s clock, TSecr the last one heard of the other&apos;s: for measuring the round trip, and for knowing old segments (RFC 7323).</source>
        <translation>TSval은 보낸 쪽의 시계, TSecr은 상대에게서 마지막으로 받은 시계 값입니다. 왕복 시간을 재고 오래된 세그먼트를 가려냅니다 (RFC 7323).</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="180"/>
        <source>An option that Sockstep does not know: its kind, then its bytes.</source>
        <translation>Sockstep이 모르는 옵션입니다. 종류와 바이트를 차례로 보입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="185"/>
        <source>After the last option, up to a whole word of four bytes.</source>
        <translation>마지막 옵션 뒤를 4바이트 워드까지 채웁니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="187"/>
        <source>The port of the socket that sent the datagram.</source>
        <translation>데이터그램을 보낸 소켓의 포트입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="189"/>
        <source>The port of the socket that is to get the datagram.</source>
        <translation>데이터그램을 받을 소켓의 포트입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="191"/>
        <source>The length of the datagram in bytes, the eight of this header included.</source>
        <translation>데이터그램의 길이(바이트)입니다. 이 헤더의 8바이트를 포함합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="194"/>
        <source>Over this header, the data, and the addresses and length from IP. With IPv4, 0 means that there is none.</source>
        <translation>이 헤더와 데이터, 그리고 IP의 주소와 길이를 대상으로 합니다. IPv4에서 0은 체크섬이 없다는 뜻입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="198"/>
        <source>What the message is about.</source>
        <translation>메시지의 종류입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="199"/>
        <source>More exactly, what of that.</source>
        <translation>종류를 더 자세히 나눈 것입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="200"/>
        <source>Over the whole message.</source>
        <translation>메시지 전체를 대상으로 합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="201"/>
        <source>Four bytes whose meaning depends on the type.</source>
        <translation>종류에 따라 뜻이 달라지는 4바이트입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="203"/>
        <source>Tells the answers to one ping from those to another.</source>
        <translation>어느 ping에 대한 응답인지 구별합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="204"/>
        <source>Counts the requests of one ping.</source>
        <translation>한 ping의 요청을 셉니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="207"/>
        <source>What the headers carry. With TCP and UDP, these are the bytes that a program gave to send().</source>
        <translation>헤더가 실어 나르는 것입니다. TCP와 UDP에서는 프로그램이 send()에 넘긴 바이트입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="211"/>
        <source>Bytes beyond the length that a header gives: no part of the packet.</source>
        <translation>헤더에 적힌 길이를 넘는 바이트입니다. 패킷의 일부가 아닙니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="214"/>
        <source>The header ends in the middle: the rest of it is not there.</source>
        <translation>헤더가 중간에 끊겼습니다. 나머지는 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="216"/>
        <source>What these bytes are cannot be told: this is no IP packet, or a header before them is broken.</source>
        <translation>무엇인지 알 수 없는 바이트입니다. IP 패킷이 아니거나, 앞의 헤더가 깨져 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="27"/>
        <location filename="../../ui/words/segment_words.cpp" line="43"/>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="29"/>
        <location filename="../../ui/words/segment_words.cpp" line="45"/>
        <source>Trailing bytes</source>
        <translation>뒤에 남은 바이트</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="31"/>
        <location filename="../../ui/words/segment_words.cpp" line="47"/>
        <source>Unknown bytes</source>
        <translation>알 수 없는 바이트</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="33"/>
        <source>IPv6 extension</source>
        <translation>IPv6 확장 헤더</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="49"/>
        <source>Cut off</source>
        <translation>잘림</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="51"/>
        <source>Unknown option</source>
        <translation>모르는 옵션</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="53"/>
        <source>Malformed option</source>
        <translation>깨진 옵션</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="112"/>
        <source>relative %1</source>
        <translation>상대 %1</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="116"/>
        <source>right</source>
        <translation>맞음</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="118"/>
        <source>wrong: %1 is right</source>
        <translation>틀림: 맞는 값은 %1</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="120"/>
        <source>cannot be checked</source>
        <translation>검사할 수 없음</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="122"/>
        <source>not used</source>
        <translation>쓰지 않음</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="131"/>
        <source>%1 (not set)</source>
        <translation>%1 (꺼짐)</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="131"/>
        <source>%1 (set)</source>
        <translation>%1 (켜짐)</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="143"/>
        <source>wrong</source>
        <translation>틀림</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="157"/>
        <source>Cut off: %1 of %2 bytes</source>
        <translation>잘림: %2바이트 중 %1바이트만 있음</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="159"/>
        <source>A length of %1 bytes, where %2 are the least</source>
        <translation>길이가 %1바이트: 적어도 %2바이트여야 함</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="161"/>
        <source>No IP packet: version %1</source>
        <translation>IP 패킷이 아님: 버전 %1</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="170"/>
        <source>1 byte</source>
        <translation>1바이트</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="170"/>
        <source>%1 bytes</source>
        <translation>%1바이트</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="176"/>
        <source>byte %1</source>
        <translation>바이트 %1</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="177"/>
        <source>bytes %1–%2</source>
        <translation>바이트 %1–%2</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="179"/>
        <source>1 bit</source>
        <translation>1비트</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="179"/>
        <source>%1 bits</source>
        <translation>%1비트</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="34"/>
        <source>Tells the fragments of one packet from those of another, if packets are cut in pieces.</source>
        <translation>패킷이 조각으로 나뉠 때, 한 패킷의 조각을 다른 패킷의 조각과 구별합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="43"/>
        <location filename="../../ui/words/segment_sentences.cpp" line="73"/>
        <source>Each router takes one off, and drops the packet at zero, so that no packet goes round for ever.</source>
        <translation>라우터마다 하나씩 줄이고 0이 되면 버리므로, 패킷이 영원히 떠돌지 않습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="49"/>
        <source>Guards this header alone. Each router computes it again, because the time to live changes.</source>
        <translation>이 헤더만 보호합니다. TTL이 바뀌므로 라우터마다 새로 계산합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="55"/>
        <source>Rarely used: for example, the route to take, or the route that was taken.</source>
        <translation>드물게 쓰입니다. 예를 들면 갈 경로나 지나온 경로입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="105"/>
        <source>The number of the first byte of data. In a SYN it is the initial one, which others must not be able to guess; the first byte of data gets the next.</source>
        <translation>데이터 첫 바이트의 번호입니다. SYN에서는 다른 쪽이 짐작할 수 없어야 하는 초기 순서 번호이며, 데이터의 첫 바이트는 그다음 번호를 받습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="132"/>
        <source>Reset: the connection is given up at once, or there was none. It is not answered, and the end that sends it keeps no TIME_WAIT.</source>
        <translation>리셋: 연결을 바로 포기하거나, 연결이 없었다는 뜻입니다. 응답하지 않으며, 보낸 쪽은 TIME_WAIT에 머물지 않습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="160"/>
        <source>Maximum segment size: the most data that the sender wants to get in one segment. Options come off it: with timestamps, 1460 leaves 1448. Only in a SYN (RFC 9293 3.7.1).</source>
        <translation>최대 세그먼트 크기(MSS): 보낸 쪽이 세그먼트 하나에 받고 싶은 데이터의 최대 크기입니다. 옵션만큼 줄어들어, 타임스탬프를 쓰면 1460에서 1448이 됩니다. SYN에만 있습니다(RFC 9293 3.7.1).</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_sentences.cpp" line="183"/>
        <source>An option with a wrong length: what it means cannot be told.</source>
        <translation>길이가 잘못된 옵션이므로, 무슨 뜻인지 알 수 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/segment_words.cpp" line="163"/>
        <source>An option with a wrong length</source>
        <translation>길이가 잘못된 옵션</translation>
    </message>
</context>
<context>
    <name>SocketWords</name>
    <message>
        <location filename="../../ui/words/socket_words.cpp" line="12"/>
        <source>fd %1</source>
        <translation>fd %1</translation>
    </message>
    <message>
        <location filename="../../ui/words/socket_words.cpp" line="12"/>
        <source>fd –</source>
        <translation>fd –</translation>
    </message>
    <message>
        <location filename="../../ui/words/socket_words.cpp" line="14"/>
        <source>outside · %1</source>
        <translation>외부 · %1</translation>
    </message>
    <message>
        <location filename="../../ui/words/socket_words.cpp" line="20"/>
        <source>listener · %1</source>
        <translation>리스닝 소켓 · %1</translation>
    </message>
    <message>
        <location filename="../../ui/words/socket_words.cpp" line="22"/>
        <source>connection · %1</source>
        <translation>연결 소켓 · %1</translation>
    </message>
    <message>
        <location filename="../../ui/words/socket_words.cpp" line="28"/>
        <source>socket · %1</source>
        <translation>소켓 · %1</translation>
    </message>
    <message>
        <location filename="../../ui/words/socket_words.cpp" line="35"/>
        <source>no address yet</source>
        <translation>아직 주소 없음</translation>
    </message>
</context>
<context>
    <name>StateStepText</name>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="21"/>
        <source>client</source>
        <translation>클라이언트</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="21"/>
        <source>server</source>
        <translation>서버</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="23"/>
        <source>inferred</source>
        <translation>추론</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="44"/>
        <source>ACK of FIN</source>
        <translation>FIN의 ACK</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="48"/>
        <source>60 s</source>
        <translation>60초</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="59"/>
        <source>listen() called</source>
        <translation>listen() 호출</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="61"/>
        <source>connect() called, SYN sent</source>
        <translation>connect() 호출, SYN 보냄</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="63"/>
        <source>SYN received, SYN,ACK sent</source>
        <translation>SYN 받음, SYN,ACK 보냄</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="65"/>
        <source>SYN,ACK received, ACK sent</source>
        <translation>SYN,ACK 받음, ACK 보냄</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="67"/>
        <source>ACK of its SYN</source>
        <translation>보낸 SYN에 대한 ACK</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="69"/>
        <source>%1 called, FIN sent</source>
        <translation>%1 호출, FIN 보냄</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="71"/>
        <source>%1 called</source>
        <translation>%1 호출</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="73"/>
        <source>FIN received, ACK sent</source>
        <translation>FIN 받음, ACK 보냄</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="75"/>
        <source>ACK of its FIN</source>
        <translation>보낸 FIN에 대한 ACK</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="77"/>
        <source>FIN received with the ACK of its own, ACK sent</source>
        <translation>FIN을 보낸 FIN의 ACK와 함께 받음, ACK 보냄</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="79"/>
        <source>60 seconds are over</source>
        <translation>60초가 지남</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="81"/>
        <source>RST sent or received</source>
        <translation>RST를 보냈거나 받음</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="89"/>
        <source>refused, RST received</source>
        <translation>거부됨, RST 받음</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="94"/>
        <source>RST sent</source>
        <translation>RST 보냄</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="94"/>
        <source>RST received</source>
        <translation>RST 받음</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="99"/>
        <source>%1 → %2: %3</source>
        <translation>%1 → %2: %3</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="106"/>
        <source>not in the diagram</source>
        <translation>상태 전이도에 없음</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="109"/>
        <source>Client: %1. %2 → %3: %4</source>
        <translation>클라이언트: %1. %2 → %3: %4</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="109"/>
        <source>Server: %1. %2 → %3: %4</source>
        <translation>서버: %1. %2 → %3: %4</translation>
    </message>
    <message>
        <location filename="../../ui/words/state_step_text.cpp" line="112"/>
        <source>%1 (inferred)</source>
        <translation>%1 (추론)</translation>
    </message>
</context>
<context>
    <name>TroubleWords</name>
    <message>
        <location filename="../../ui/words/trouble_words.cpp" line="26"/>
        <source>%1; this program&apos;s file descriptors are used up: raise the limit (ulimit -n)</source>
        <translation>%1. 이 프로그램이 쓸 수 있는 파일 디스크립터를 다 썼습니다. 한도를 올리세요(ulimit -n)</translation>
    </message>
    <message>
        <location filename="../../ui/words/trouble_words.cpp" line="29"/>
        <source>%1; the machine&apos;s file descriptors are used up: close some programs</source>
        <translation>%1. 이 컴퓨터의 파일 디스크립터를 다 썼습니다. 다른 프로그램을 몇 개 닫으세요</translation>
    </message>
    <message>
        <location filename="../../ui/words/trouble_words.cpp" line="32"/>
        <source>%1; memory is used up: close some programs, or raise the limit (ulimit -v)</source>
        <translation>%1. 메모리를 다 썼습니다. 다른 프로그램을 몇 개 닫거나 한도를 올리세요(ulimit -v)</translation>
    </message>
    <message>
        <location filename="../../ui/words/trouble_words.cpp" line="36"/>
        <source>%1; a rule of this system forbids it (a container, seccomp, SELinux, AppArmor): ask its administrator</source>
        <translation>%1. 이 시스템의 규칙이 막고 있습니다(컨테이너, seccomp, SELinux, AppArmor). 관리자에게 문의하세요</translation>
    </message>
    <message>
        <location filename="../../ui/words/trouble_words.cpp" line="47"/>
        <source>no thread can be started: %1</source>
        <translation>스레드를 시작할 수 없습니다: %1</translation>
    </message>
    <message>
        <location filename="../../ui/words/trouble_words.cpp" line="48"/>
        <source>no thread can be started: %1; a limit of threads or of memory is reached: end some programs, or raise it (ulimit -u, ulimit -v, pids.max of the control group)</source>
        <translation>스레드를 시작할 수 없습니다: %1. 스레드나 메모리의 한도에 이르렀습니다. 다른 프로그램을 몇 개 끝내거나 한도를 올리세요(ulimit -u, ulimit -v, 제어 그룹의 pids.max)</translation>
    </message>
    <message>
        <location filename="../../ui/words/trouble_words.cpp" line="59"/>
        <source>The %1 has not begun: %2.</source>
        <translation>%1 쪽은 시작하지 못했습니다: %2.</translation>
    </message>
    <message>
        <location filename="../../ui/words/trouble_words.cpp" line="61"/>
        <source>This session was stopped at its beginning: %1. Then restart (Ctrl+R).</source>
        <translation>이 세션은 시작하자마자 멈추었습니다: %1. 그런 다음 다시 시작하세요(Ctrl+R).</translation>
    </message>
    <message>
        <location filename="../../ui/words/trouble_words.cpp" line="64"/>
        <source>The %1 makes no call, because it cannot be brought into its host of the lab (setns): %2.</source>
        <translation>%1 쪽은 실험실의 자기 호스트로 들어갈 수 없어(setns) 아무 호출도 하지 않습니다: %2.</translation>
    </message>
    <message>
        <location filename="../../ui/words/trouble_words.cpp" line="67"/>
        <source>The loopback interface is down, so nothing reaches 127.0.0.1. As root: ip link set lo up. Then restart (Ctrl+R).</source>
        <translation>루프백 인터페이스가 꺼져 있어 127.0.0.1에는 아무것도 도달하지 않습니다. root로 실행하세요: ip link set lo up. 그런 다음 다시 시작하세요(Ctrl+R).</translation>
    </message>
    <message>
        <location filename="../../ui/words/trouble_words.cpp" line="71"/>
        <source>The states of the sockets cannot be observed: the kernel&apos;s socket table (sock_diag) does not answer: %1. What is shown of states and queues is as old as its last answer; calls and bytes are shown as always.</source>
        <translation>소켓의 상태를 관찰할 수 없습니다. 커널의 소켓 테이블(sock_diag)이 답하지 않습니다: %1. 지금 보이는 상태와 큐는 마지막으로 답을 받은 때의 것이며, 호출과 바이트는 평소처럼 보입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/trouble_words.cpp" line="78"/>
        <source>Which call is blocked cannot be observed: /proc is not mounted, or hides this process; mount it (mount -t proc proc /proc). A call that has not returned for a while counts as blocked, but is not drawn as blocked.</source>
        <translation>어느 호출이 블록되었는지 관찰할 수 없습니다. /proc이 마운트되어 있지 않거나 이 프로세스를 숨깁니다. 마운트하세요(mount -t proc proc /proc). 한동안 반환하지 않은 호출은 블록된 것으로 여기지만, 그렇게 그리지는 않습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/words/trouble_words.cpp" line="81"/>
        <source>Which call is blocked cannot be observed: /proc/self/task: %1. A call that has not returned for a while counts as blocked, but is not drawn as blocked.</source>
        <translation>어느 호출이 블록되었는지 관찰할 수 없습니다. /proc/self/task: %1. 한동안 반환하지 않은 호출은 블록된 것으로 여기지만, 그렇게 그리지는 않습니다.</translation>
    </message>
</context>
<context>
    <name>sockstep::AddressView</name>
    <message>
        <location filename="../../ui/bytes/address_view.cpp" line="212"/>
        <source>The bytes of the address</source>
        <translation>주소의 바이트</translation>
    </message>
</context>
<context>
    <name>sockstep::CallCard</name>
    <message>
        <location filename="../../ui/programs/call_card.cpp" line="74"/>
        <source>by the %1, at %2</source>
        <translation>%1의 호출, %2 시점</translation>
    </message>
    <message>
        <location filename="../../ui/programs/call_card.cpp" line="79"/>
        <source>returned %1 after %2</source>
        <translation>반환값 %1 · %2 소요</translation>
    </message>
    <message>
        <location filename="../../ui/programs/call_card.cpp" line="79"/>
        <source>returned %1 after %2, blocked</source>
        <translation>반환값 %1 · %2 소요, 블록됨</translation>
    </message>
    <message>
        <location filename="../../ui/programs/call_card.cpp" line="83"/>
        <source>new descriptor %1, inode %2</source>
        <translation>새 디스크립터 %1, inode %2</translation>
    </message>
    <message>
        <location filename="../../ui/programs/call_card.cpp" line="85"/>
        <source>address filled in: %1</source>
        <translation>채워진 주소: %1</translation>
    </message>
    <message>
        <location filename="../../ui/programs/call_card.cpp" line="87"/>
        <source>blocked in the kernel</source>
        <translation>커널에서 블록됨</translation>
    </message>
    <message>
        <location filename="../../ui/programs/call_card.cpp" line="87"/>
        <source>in the kernel</source>
        <translation>커널에서 실행 중</translation>
    </message>
    <message>
        <location filename="../../ui/programs/call_card.cpp" line="107"/>
        <source>SELECTED CALL</source>
        <translation>선택한 호출</translation>
    </message>
    <message>
        <location filename="../../ui/programs/call_card.cpp" line="107"/>
        <source>LATEST CALL</source>
        <translation>최근 호출</translation>
    </message>
    <message>
        <location filename="../../ui/programs/call_card.cpp" line="110"/>
        <source>No call has been made yet.</source>
        <translation>아직 호출이 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/programs/call_card.cpp" line="96"/>
        <source>ready: %1</source>
        <translation>준비됨: %1</translation>
    </message>
    <message>
        <location filename="../../ui/programs/call_card.cpp" line="100"/>
        <source>value filled in: %1</source>
        <translation>채워진 값: %1</translation>
    </message>
    <message>
        <location filename="../../ui/programs/call_card.cpp" line="120"/>
        <source>The manual page that explains the call</source>
        <translation>이 호출을 설명하는 매뉴얼 페이지</translation>
    </message>
    <message>
        <location filename="../../ui/programs/call_card.cpp" line="90"/>
        <source>ended by %1</source>
        <translation>%1 시그널로 종료됨</translation>
    </message>
</context>
<context>
    <name>sockstep::CallPad</name>
    <message>
        <location filename="../../ui/programs/call_pad.cpp" line="212"/>
        <source>Another size…</source>
        <translation>다른 크기…</translation>
    </message>
    <message>
        <location filename="../../ui/programs/call_pad.cpp" line="220"/>
        <source>Size of the buffer</source>
        <translation>버퍼 크기</translation>
    </message>
    <message>
        <location filename="../../ui/programs/call_pad.cpp" line="221"/>
        <source>At most so many bytes are received:</source>
        <translation>최대로 받을 바이트 수:</translation>
    </message>
    <message>
        <location filename="../../ui/programs/call_pad.cpp" line="262"/>
        <source>&amp;Interrupt</source>
        <translation>중단(&amp;I)</translation>
    </message>
    <message>
        <location filename="../../ui/programs/call_pad.cpp" line="263"/>
        <source>A signal wakes the thread from its call, which returns −1 EINTR (Alt+I)</source>
        <translation>시그널이 호출 중인 스레드를 깨우고, 호출은 −1 EINTR을 반환합니다(Alt+I)</translation>
    </message>
    <message>
        <location filename="../../ui/programs/call_pad.cpp" line="264"/>
        <source>Interrupt the call</source>
        <translation>호출 중단</translation>
    </message>
    <message>
        <location filename="../../ui/programs/call_pad.cpp" line="265"/>
        <location filename="../../ui/programs/call_pad.cpp" line="266"/>
        <source>Bytes to send</source>
        <translation>보낼 바이트</translation>
    </message>
    <message>
        <location filename="../../ui/programs/call_pad.cpp" line="267"/>
        <source>What send and sendto send, in UTF-8; Enter sends it</source>
        <translation>send와 sendto가 보낼 내용(UTF-8). Enter를 누르면 보냅니다</translation>
    </message>
</context>
<context>
    <name>sockstep::ChatModel</name>
    <message>
        <location filename="../../ui/chat/chat_model.cpp" line="87"/>
        <source>%1&apos;s recv() was interrupted (EINTR)</source>
        <translation>%1의 recv() 호출이 중단됨 (EINTR)</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_model.cpp" line="89"/>
        <source>%1: %2() failed: %3</source>
        <translation>%1: %2() 실패: %3</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_model.cpp" line="92"/>
        <source>%1&apos;s recv() returned 0: the other end sends no more</source>
        <translation>%1의 recv()가 0을 반환: 상대가 더 보내지 않음</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_model.cpp" line="95"/>
        <source>%1 sent FIN: %2&apos;s recv() returned 0</source>
        <translation>%1이(가) FIN을 보냄: %2의 recv()가 0을 반환</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_model.cpp" line="106"/>
        <source>send %1 B · %2</source>
        <translation>send %1 B · %2</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_model.cpp" line="108"/>
        <source>%1 of %2 B sent; the conversation is over</source>
        <translation>%2 B 중 %1 B 보냄, 대화가 끝남</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_model.cpp" line="110"/>
        <source>%1 of %2 B sent</source>
        <translation>%2 B 중 %1 B 보냄</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_model.cpp" line="111"/>
        <source>%1 B · not sent yet: step to send it</source>
        <translation>%1 B · 아직 보내지 않음: 단계를 진행하면 보냄</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_model.cpp" line="114"/>
        <source>%1 B came back, but not what was sent</source>
        <translation>%1 B가 돌아왔지만 보낸 것과 다름</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_model.cpp" line="116"/>
        <source>%1 of %2 B are back</source>
        <translation>%2 B 중 %1 B 돌아옴</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_model.cpp" line="117"/>
        <source>echo %1 B · round trip %2</source>
        <translation>%1 B 에코 · 왕복 %2</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_model.cpp" line="143"/>
        <source>%1 lines above are left out here; the diagram has them</source>
        <translation>위의 %1줄은 여기서 생략했습니다. 다이어그램에는 있습니다</translation>
    </message>
</context>
<context>
    <name>sockstep::ChatView</name>
    <message>
        <location filename="../../ui/chat/chat_view.cpp" line="201"/>
        <source>Messages and their echoes</source>
        <translation>메시지와 에코</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_view.cpp" line="202"/>
        <source>Type a message</source>
        <translation>메시지 입력</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_view.cpp" line="203"/>
        <source>Message to send</source>
        <translation>보낼 메시지</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_view.cpp" line="204"/>
        <source>Send</source>
        <translation>전송</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_view.cpp" line="205"/>
        <source>Send the message</source>
        <translation>메시지 전송</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_view.cpp" line="206"/>
        <source>Close connection</source>
        <translation>연결 닫기</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_view.cpp" line="207"/>
        <source>End the conversation: the side that is to close first begins (Ctrl+D)</source>
        <translation>대화 끝내기: 먼저 닫기로 한 쪽부터 닫습니다 (Ctrl+D)</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_view.cpp" line="208"/>
        <source>Close the connection</source>
        <translation>연결 닫기</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_view.cpp" line="252"/>
        <source>This is the past: nothing can be typed. Live (L) returns to now.</source>
        <translation>과거를 보는 중이라 입력할 수 없습니다. 현재(L)로 돌아가세요.</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_view.cpp" line="256"/>
        <source>In this lesson nothing is typed.</source>
        <translation>이 수업에서는 메시지를 입력하지 않습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_view.cpp" line="254"/>
        <source>In free play, the buttons at the left send and receive.</source>
        <translation>자유 실습에서는 왼쪽의 버튼으로 보내고 받습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_view.cpp" line="258"/>
        <source>The conversation is over. Restart to begin a new one.</source>
        <translation>대화가 끝났습니다. 새로 하려면 다시 시작하세요.</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_view.cpp" line="261"/>
        <source>An empty message has no bytes: send() would have nothing to send. Type something.</source>
        <translation>빈 메시지는 0바이트라서 send()가 보낼 것이 없습니다. 내용을 입력하세요.</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_view.cpp" line="263"/>
        <source>%1 B in UTF-8</source>
        <translation>UTF-8로 %1 B</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_view.cpp" line="265"/>
        <source>Type, or step to begin the closing.</source>
        <translation>입력하거나, 단계를 진행해 닫기를 시작하세요.</translation>
    </message>
    <message>
        <location filename="../../ui/chat/chat_view.cpp" line="267"/>
        <source>Sent by the client, returned by the server.</source>
        <translation>클라이언트가 보내고 서버가 돌려줍니다.</translation>
    </message>
</context>
<context>
    <name>sockstep::CodeSaver</name>
    <message>
        <location filename="../../ui/export/code_saver.cpp" line="41"/>
        <source>Save the programs as C…</source>
        <translation>프로그램을 C로 저장…</translation>
    </message>
    <message>
        <location filename="../../ui/export/code_saver.cpp" line="42"/>
        <source>Save the programs as Python…</source>
        <translation>프로그램을 파이썬으로 저장…</translation>
    </message>
    <message>
        <location filename="../../ui/export/code_saver.cpp" line="62"/>
        <location filename="../../ui/export/code_saver.cpp" line="73"/>
        <source>Save the programs</source>
        <translation>프로그램 저장</translation>
    </message>
    <message>
        <location filename="../../ui/export/code_saver.cpp" line="63"/>
        <source>The folder has files of these names already:</source>
        <translation>폴더에 같은 이름의 파일이 이미 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/export/code_saver.cpp" line="65"/>
        <source>Write over them</source>
        <translation>덮어쓰기</translation>
    </message>
    <message>
        <location filename="../../ui/export/code_saver.cpp" line="85"/>
        <source>These programs cannot be saved so that they do the same.</source>
        <translation>이 프로그램은 똑같이 동작하도록 저장할 수 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/export/code_saver.cpp" line="88"/>
        <source>Choose a folder for the programs</source>
        <translation>프로그램을 저장할 폴더 선택</translation>
    </message>
    <message>
        <location filename="../../ui/export/code_saver.cpp" line="104"/>
        <source>Saved in %1: %2</source>
        <translation>%1에 저장했습니다: %2</translation>
    </message>
</context>
<context>
    <name>sockstep::CompareBar</name>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="121"/>
        <source>◀ Lesson</source>
        <translation>◀ 수업</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="121"/>
        <source>Back to the lesson (Ctrl+1)</source>
        <translation>수업으로 돌아가기 (Ctrl+1)</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="122"/>
        <source>Lab wire</source>
        <translation>실험실 회선</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="122"/>
        <source>Both runs in labs of their own, where every segment is seen</source>
        <translation>두 실행을 각자의 실험실에서. 모든 세그먼트가 보입니다</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="123"/>
        <source>⟲ Restart</source>
        <translation>⟲ 다시 시작</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="123"/>
        <source>Start both runs again with new sockets (Ctrl+R)</source>
        <translation>새 소켓으로 두 실행을 처음부터 다시 시작 (Ctrl+R)</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="124"/>
        <source>▶ Step both   Space</source>
        <translation>▶ 양쪽 한 단계   Space</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="124"/>
        <source>Do the next thing on both sides (Space, Page Down)</source>
        <translation>양쪽에서 다음 일을 하기 (Space, Page Down)</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="126"/>
        <source>The servers of the next run set it, and a server that is started again from now on</source>
        <translation>다음 실행의 서버들과, 이제부터 다시 시작하는 서버가 이 옵션을 설정합니다</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="127"/>
        <source>Start the server again</source>
        <translation>서버 다시 시작</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="128"/>
        <source>A real socket and bind on each side&apos;s port, right now (B)</source>
        <translation>양쪽 포트에 지금 실제로 socket()과 bind()를 호출해 보기 (B)</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="129"/>
        <source>Sequence</source>
        <translation>시퀀스</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="129"/>
        <source>Both sequence diagrams and the facts</source>
        <translation>두 시퀀스 다이어그램과 사실 비교표</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="131"/>
        <source>What it costs</source>
        <translation>비용</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="131"/>
        <source>Many connections of each kind, and what they leave behind (Ctrl+4)</source>
        <translation>종류별로 많은 연결을 만들고 무엇이 남는지 보기 (Ctrl+4)</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="132"/>
        <source>More: zoom, appearance, help</source>
        <translation>더 보기: 확대, 모양, 도움말</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="150"/>
        <source>There can be no lab here: %1</source>
        <translation>여기서는 실험실을 만들 수 없습니다: %1</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="154"/>
        <source>❚❚ Pause</source>
        <translation>❚❚ 일시 정지</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="154"/>
        <source>▶▶ Play</source>
        <translation>▶▶ 재생</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="155"/>
        <source>Play or pause: each step takes the same time (P)</source>
        <translation>재생 또는 일시 정지: 각 단계에 같은 시간이 걸립니다 (P)</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="160"/>
        <source>Left: %1</source>
        <translation>왼쪽: %1</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_bar.cpp" line="161"/>
        <source>Right: %1</source>
        <translation>오른쪽: %1</translation>
    </message>
</context>
<context>
    <name>sockstep::CompareView</name>
    <message>
        <location filename="../../ui/compare/compare_view.cpp" line="189"/>
        <source>Sequence diagram of the left run</source>
        <translation>왼쪽 실행의 시퀀스 다이어그램</translation>
    </message>
    <message>
        <location filename="../../ui/compare/compare_view.cpp" line="189"/>
        <source>Sequence diagram of the right run</source>
        <translation>오른쪽 실행의 시퀀스 다이어그램</translation>
    </message>
</context>
<context>
    <name>sockstep::CostChart</name>
    <message>
        <location filename="../../ui/compare/cost_chart.cpp" line="51"/>
        <source>Sockets in TIME_WAIT over time</source>
        <translation>시간에 따른 TIME_WAIT 소켓 수</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_chart.cpp" line="65"/>
        <source>Now %1 at the server&apos;s port, %2 at the client&apos;s ports</source>
        <translation>지금 서버 포트 쪽 %1개, 클라이언트 포트 쪽 %2개</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_chart.cpp" line="92"/>
        <source>%1 s</source>
        <translation>%1초</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_chart.cpp" line="130"/>
        <source>Connections a second, at most %1</source>
        <translation>초당 연결 수, 최대 %1</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_chart.cpp" line="169"/>
        <source>TIME_WAIT at the client: %1</source>
        <translation>클라이언트의 TIME_WAIT: %1</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_chart.cpp" line="170"/>
        <source>TIME_WAIT at the server: %1</source>
        <translation>서버의 TIME_WAIT: %1</translation>
    </message>
</context>
<context>
    <name>sockstep::CostView</name>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="92"/>
        <source>Connections of each kind:</source>
        <translation>종류별 연결 수:</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="93"/>
        <source>How many connections of each kind</source>
        <translation>종류별로 만들 연결의 수</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="95"/>
        <source>Connections made</source>
        <translation>만든 연결</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="128"/>
        <source>Sockets left in TIME_WAIT on loopback: up to %1, for about 60 seconds.</source>
        <translation>루프백에 TIME_WAIT 소켓을 최대 %1개까지 약 60초 동안 남깁니다.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="129"/>
        <source>Leaves nothing behind: an RST ends each of these connections.</source>
        <translation>아무것도 남기지 않습니다. 이 연결들은 모두 RST로 끝납니다.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="132"/>
        <source>Ports that are free now: %1. No more connections than that are made.</source>
        <translation>지금 빈 포트가 %1개뿐이므로 그만큼만 만듭니다.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="139"/>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="139"/>
        <source>Start</source>
        <translation>시작</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="140"/>
        <source>Make no more connections; once they are made: watch no longer</source>
        <translation>연결을 더 만들지 않기. 다 만든 뒤에는 관찰을 그만하기</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="141"/>
        <source>Make real connections, and count what they leave behind</source>
        <translation>실제 연결을 만들고 무엇이 남는지 세기</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="151"/>
        <source>Not run yet.</source>
        <translation>아직 실행하지 않았습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="209"/>
        <source>They could not be made: %1.</source>
        <translation>연결을 만들 수 없었습니다: %1.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="212"/>
        <source>%1() failed with %2: </source>
        <translation>%1()이(가) %2(으)로 실패했습니다. </translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="216"/>
        <source>no ephemeral port was left. Each TIME_WAIT keeps one for a minute: that is the price for a client that closes first and connects too often.</source>
        <translation>남은 임시 포트가 없습니다. TIME_WAIT 하나가 포트 하나를 1분 동안 차지합니다. 먼저 닫는 클라이언트가 너무 자주 연결할 때 치르는 대가입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="221"/>
        <source>no file descriptor was left. That is how a server ends that does not close its connections.</source>
        <translation>남은 파일 디스크립터가 없습니다. 연결을 닫지 않는 서버는 이렇게 끝납니다.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="224"/>
        <source>%1() met the end of the stream too early.</source>
        <translation>%1()이(가) 너무 일찍 스트림의 끝을 만났습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="234"/>
        <source>Its turn comes next.</source>
        <translation>다음 차례입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="236"/>
        <source>Connections: &lt;b&gt;%1&lt;/b&gt; in %2 s, %3 a second.</source>
        <translation>%2초에 연결 &lt;b&gt;%1&lt;/b&gt;개, 초당 %3개.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="240"/>
        <source>Connections: &lt;b&gt;%1&lt;/b&gt;.</source>
        <translation>연결 &lt;b&gt;%1&lt;/b&gt;개.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="247"/>
        <source>Connecting …</source>
        <translation>연결하는 중 …</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="249"/>
        <source>Waiting until the kernel has forgotten the last one …</source>
        <translation>커널이 마지막 하나를 잊을 때까지 기다리는 중 …</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="251"/>
        <source>Nothing is left behind any more.</source>
        <translation>이제 아무것도 남지 않았습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/compare/cost_view.cpp" line="253"/>
        <source>Stopped; what is left behind expires by itself.</source>
        <translation>중지했습니다. 남은 것은 저절로 사라집니다.</translation>
    </message>
</context>
<context>
    <name>sockstep::DiagramMenu</name>
    <message>
        <location filename="../../ui/diagram/diagram_menu.cpp" line="135"/>
        <source>What the diagram shows</source>
        <translation>다이어그램에 보일 것</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_menu.cpp" line="136"/>
        <source>Find in the diagram…</source>
        <translation>다이어그램에서 찾기…</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_menu.cpp" line="137"/>
        <source>Time since the row above</source>
        <translation>윗행 이후의 시간</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_menu.cpp" line="137"/>
        <source>Time since the beginning</source>
        <translation>시작 이후의 시간</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_menu.cpp" line="137"/>
        <source>No times</source>
        <translation>시간 숨기기</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_menu.cpp" line="140"/>
        <source>The next kind of times</source>
        <translation>시간 표시 바꾸기</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_menu.cpp" line="141"/>
        <source>Calls and their results</source>
        <translation>호출과 그 결과</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_menu.cpp" line="142"/>
        <source>Names of the states</source>
        <translation>상태 이름</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_menu.cpp" line="143"/>
        <source>Labels of the arrows</source>
        <translation>화살표의 글</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_menu.cpp" line="149"/>
        <source>Actors</source>
        <translation>참여자</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_menu.cpp" line="150"/>
        <source>Show every row</source>
        <translation>모든 행 보이기</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_menu.cpp" line="151"/>
        <source>Echo rounds after the first in one line</source>
        <translation>둘째부터의 에코 왕복을 한 줄로</translation>
    </message>
</context>
<context>
    <name>sockstep::DiagramPane</name>
    <message>
        <location filename="../../ui/diagram/diagram_pane.cpp" line="97"/>
        <source>Show every row</source>
        <translation>모든 행 보이기</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_pane.cpp" line="98"/>
        <source>Show what is not shown of the diagram (Shift+E)</source>
        <translation>다이어그램에서 숨긴 것을 모두 보이기 (Shift+E)</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_pane.cpp" line="100"/>
        <source>View ▾</source>
        <translation>보기 ▾</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_pane.cpp" line="101"/>
        <source>What the diagram shows (V)</source>
        <translation>다이어그램에 보일 것 (V)</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_pane.cpp" line="102"/>
        <source>What the diagram shows</source>
        <translation>다이어그램에 보일 것</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_pane.cpp" line="122"/>
        <source>What was not shown is shown again</source>
        <translation>숨겼던 것을 다시 보입니다</translation>
    </message>
</context>
<context>
    <name>sockstep::DiagramSliceBuilder</name>
    <message>
        <location filename="../../ui/diagram/diagram_slice_arrows.cpp" line="73"/>
        <source>held</source>
        <translation>붙잡힘</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_slice_arrows.cpp" line="85"/>
        <source>cable plugged in</source>
        <translation>케이블 연결</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_slice_arrows.cpp" line="85"/>
        <source>cable pulled</source>
        <translation>케이블 분리</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_slice_arrows.cpp" line="90"/>
        <source>outside</source>
        <translation>외부</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_slice.cpp" line="299"/>
        <source>%L1 echo rounds, %L2 bytes each way</source>
        <translation>에코 왕복 %L1회, 방향마다 %L2바이트</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_slice.cpp" line="304"/>
        <source>%L1 rounds, %L2 B</source>
        <translation>왕복 %L1회, %L2 B</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_slice.cpp" line="306"/>
        <source>Enter or a click closes them again</source>
        <translation>Enter나 클릭으로 다시 접습니다</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_slice.cpp" line="306"/>
        <source>Enter or a click shows them</source>
        <translation>Enter나 클릭으로 펼칩니다</translation>
    </message>
</context>
<context>
    <name>sockstep::DiagramView</name>
    <message>
        <location filename="../../ui/diagram/diagram_view.cpp" line="72"/>
        <source>Sequence diagram</source>
        <translation>시퀀스 다이어그램</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_view.cpp" line="73"/>
        <source>Arrow keys scroll, N and Shift+N move the selection from call to call, End follows the newest row, Enter opens and closes echo rounds in one line</source>
        <translation>화살표 키로 스크롤, N과 Shift+N으로 다음 호출과 이전 호출 선택, End로 최신 행 따라가기, Enter로 한 줄로 접은 에코 왕복 펼치고 접기</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_view.cpp" line="195"/>
        <source>No socket exists yet.
Choose the first call at the left.</source>
        <translation>아직 소켓이 없습니다.
왼쪽에서 첫 호출을 고르세요.</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_view.cpp" line="196"/>
        <source>No socket exists yet.
Press Space to make the first call.</source>
        <translation>아직 소켓이 없습니다.
Space를 누르면 첫 호출을 합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/diagram_view.cpp" line="319"/>
        <source>%1: inferred from the calls and states; loopback shows no segments</source>
        <translation>%1: 호출과 상태에서 추론됨. 루프백에서는 세그먼트가 보이지 않음</translation>
    </message>
</context>
<context>
    <name>sockstep::ExcerptWords</name>
    <message>
        <location filename="../../ui/words/excerpt_words.cpp" line="14"/>
        <source>preparatory calls (setsockopt, getsockname, fcntl)</source>
        <translation>준비 호출 (setsockopt, getsockname, fcntl)</translation>
    </message>
    <message>
        <location filename="../../ui/words/excerpt_words.cpp" line="16"/>
        <source>states, and segments inferred from them</source>
        <translation>상태와 상태에서 추론한 세그먼트</translation>
    </message>
    <message>
        <location filename="../../ui/words/excerpt_words.cpp" line="18"/>
        <source>segments that are only an ACK</source>
        <translation>ACK만 담은 세그먼트</translation>
    </message>
    <message>
        <location filename="../../ui/words/excerpt_words.cpp" line="20"/>
        <source>retransmissions and duplicates</source>
        <translation>재전송과 복제된 세그먼트</translation>
    </message>
    <message>
        <location filename="../../ui/words/excerpt_words.cpp" line="36"/>
        <source>Not shown: %1</source>
        <translation>숨김: %1</translation>
    </message>
</context>
<context>
    <name>sockstep::ExportDialog</name>
    <message>
        <location filename="../../ui/export/export_dialog.cpp" line="73"/>
        <location filename="../../ui/export/export_dialog.cpp" line="168"/>
        <location filename="../../ui/export/export_dialog.cpp" line="182"/>
        <source>Export the diagram</source>
        <translation>다이어그램 내보내기</translation>
    </message>
    <message>
        <location filename="../../ui/export/export_dialog.cpp" line="76"/>
        <source>The whole diagram</source>
        <translation>다이어그램 전체</translation>
    </message>
    <message>
        <location filename="../../ui/export/export_dialog.cpp" line="76"/>
        <source>What is in sight</source>
        <translation>지금 보이는 부분</translation>
    </message>
    <message>
        <location filename="../../ui/export/export_dialog.cpp" line="76"/>
        <source>The rows chosen below</source>
        <translation>아래에서 고른 행</translation>
    </message>
    <message>
        <location filename="../../ui/export/export_dialog.cpp" line="82"/>
        <source>As in the window</source>
        <translation>창과 같게</translation>
    </message>
    <message>
        <location filename="../../ui/export/export_dialog.cpp" line="82"/>
        <source>Light colours</source>
        <translation>밝은 색상</translation>
    </message>
    <message>
        <location filename="../../ui/export/export_dialog.cpp" line="82"/>
        <source>Dark colours</source>
        <translation>어두운 색상</translation>
    </message>
    <message>
        <location filename="../../ui/export/export_dialog.cpp" line="92"/>
        <source>&amp;Format</source>
        <translation>형식(&amp;F)</translation>
    </message>
    <message>
        <location filename="../../ui/export/export_dialog.cpp" line="92"/>
        <source>&amp;Part</source>
        <translation>범위(&amp;P)</translation>
    </message>
    <message>
        <location filename="../../ui/export/export_dialog.cpp" line="92"/>
        <source>F&amp;irst row</source>
        <translation>첫 행(&amp;I)</translation>
    </message>
    <message>
        <location filename="../../ui/export/export_dialog.cpp" line="93"/>
        <source>&amp;Last row</source>
        <translation>마지막 행(&amp;L)</translation>
    </message>
    <message>
        <location filename="../../ui/export/export_dialog.cpp" line="93"/>
        <source>C&amp;olours</source>
        <translation>색상(&amp;O)</translation>
    </message>
    <message>
        <location filename="../../ui/export/export_dialog.cpp" line="93"/>
        <source>Sc&amp;ale of the picture</source>
        <translation>그림 배율(&amp;A)</translation>
    </message>
    <message>
        <location filename="../../ui/export/export_dialog.cpp" line="99"/>
        <source>&amp;Save…</source>
        <translation>저장(&amp;S)…</translation>
    </message>
    <message>
        <location filename="../../ui/export/export_dialog.cpp" line="100"/>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <location filename="../../ui/export/export_dialog.cpp" line="206"/>
        <source>Copied as text.</source>
        <translation>텍스트로 복사했습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/export/export_dialog.cpp" line="211"/>
        <source>Copied as picture, drawing and text.</source>
        <translation>그림(PNG)·도면(SVG)·텍스트로 복사했습니다.</translation>
    </message>
</context>
<context>
    <name>sockstep::ExportMenu</name>
    <message>
        <location filename="../../ui/window/export_menu.cpp" line="34"/>
        <source>Export and copy</source>
        <translation>내보내기와 복사</translation>
    </message>
    <message>
        <location filename="../../ui/window/export_menu.cpp" line="35"/>
        <source>Export the diagram…</source>
        <translation>다이어그램 내보내기…</translation>
    </message>
    <message>
        <location filename="../../ui/window/export_menu.cpp" line="36"/>
        <source>Copy the diagram</source>
        <translation>다이어그램 복사</translation>
    </message>
    <message>
        <location filename="../../ui/window/export_menu.cpp" line="37"/>
        <source>Copy the table</source>
        <translation>표 복사</translation>
    </message>
</context>
<context>
    <name>sockstep::FactModel</name>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="36"/>
        <source>First FIN or RST sent by</source>
        <translation>먼저 FIN이나 RST를 보낸 쪽</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="38"/>
        <source>Client&apos;s socket now</source>
        <translation>지금 클라이언트의 소켓</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="40"/>
        <source>Server&apos;s connection now</source>
        <translation>지금 서버의 연결</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="42"/>
        <source>Server&apos;s listener now</source>
        <translation>지금 서버의 리스닝 소켓</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="44"/>
        <source>TIME_WAIT kept by</source>
        <translation>TIME_WAIT가 남은 쪽</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="46"/>
        <source>Bytes sent · come back</source>
        <translation>보낸 바이트 · 돌아온 바이트</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="48"/>
        <source>System calls</source>
        <translation>시스템 호출</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="50"/>
        <source>Errors</source>
        <translation>오류</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="52"/>
        <source>bind() again, right now</source>
        <translation>지금 다시 bind()</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="54"/>
        <source>The port can be bound again</source>
        <translation>포트에 다시 bind할 수 있는 때</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="68"/>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="74"/>
        <source>not tried yet</source>
        <translation>아직 해 보지 않음</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="79"/>
        <source>%1 (both servers set SO_REUSEADDR)</source>
        <translation>%1 (두 서버 모두 SO_REUSEADDR 설정)</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="81"/>
        <source>%1 (only the new server set SO_REUSEADDR)</source>
        <translation>%1 (새 서버만 SO_REUSEADDR 설정)</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="83"/>
        <source>%1 (only the first server set SO_REUSEADDR)</source>
        <translation>%1 (첫 서버만 SO_REUSEADDR 설정)</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="84"/>
        <source>%1 (no server set SO_REUSEADDR)</source>
        <translation>%1 (어느 서버도 SO_REUSEADDR를 설정하지 않음)</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="93"/>
        <source>when the server has closed</source>
        <translation>서버가 닫은 뒤</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="95"/>
        <source>in %1 s</source>
        <translation>%1초 뒤</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="97"/>
        <source>now with SO_REUSEADDR, else in %1 s</source>
        <translation>SO_REUSEADDR가 있으면 지금, 없으면 %1초 뒤</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="99"/>
        <source>now</source>
        <translation>지금</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="110"/>
        <source>nobody yet</source>
        <translation>아직 없음</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="112"/>
        <source>%1 (FIN)</source>
        <translation>%1 (FIN)</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="114"/>
        <source>%1 (RST)</source>
        <translation>%1 (RST)</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_words.cpp" line="127"/>
        <source>%1, %2 s left</source>
        <translation>%1, %2초 남음</translation>
    </message>
    <message>
        <location filename="../../ui/compare/fact_model.cpp" line="62"/>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
</context>
<context>
    <name>sockstep::FactTable</name>
    <message>
        <location filename="../../ui/compare/fact_table.cpp" line="88"/>
        <source>Facts of both runs</source>
        <translation>두 실행의 사실 비교</translation>
    </message>
</context>
<context>
    <name>sockstep::FindBar</name>
    <message>
        <location filename="../../ui/diagram/find_bar.cpp" line="70"/>
        <source>▲</source>
        <translation>▲</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/find_bar.cpp" line="71"/>
        <source>▼</source>
        <translation>▼</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/find_bar.cpp" line="72"/>
        <source>✕</source>
        <translation>✕</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/find_bar.cpp" line="73"/>
        <source>Find in calls, data, states, segments and narration</source>
        <translation>호출, 데이터, 상태, 세그먼트, 해설에서 찾기</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/find_bar.cpp" line="74"/>
        <source>Find in the diagram</source>
        <translation>다이어그램에서 찾기</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/find_bar.cpp" line="75"/>
        <source>The previous match (Shift+Enter, Shift+F3)</source>
        <translation>이전 결과 (Shift+Enter, Shift+F3)</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/find_bar.cpp" line="76"/>
        <source>The next match (Enter, F3)</source>
        <translation>다음 결과 (Enter, F3)</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/find_bar.cpp" line="77"/>
        <source>Close the search (Esc)</source>
        <translation>찾기 닫기 (Esc)</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/find_bar.cpp" line="134"/>
        <source>not found</source>
        <translation>없음</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/find_bar.cpp" line="134"/>
        <source>searching …</source>
        <translation>찾는 중 …</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/find_bar.cpp" line="136"/>
        <source>%1 found</source>
        <translation>%1개 찾음</translation>
    </message>
    <message>
        <location filename="../../ui/diagram/find_bar.cpp" line="139"/>
        <source>%1 of %2</source>
        <translation>%2개 중 %1번째</translation>
    </message>
</context>
<context>
    <name>sockstep::FreePlayPane</name>
    <message>
        <location filename="../../ui/programs/free_play_pane.cpp" line="181"/>
        <source>server</source>
        <translation>서버</translation>
    </message>
    <message>
        <location filename="../../ui/programs/free_play_pane.cpp" line="199"/>
        <source>%1: descriptor %2</source>
        <translation>%1: 디스크립터 %2</translation>
    </message>
    <message>
        <location filename="../../ui/programs/free_play_pane.cpp" line="214"/>
        <source>none is open</source>
        <translation>열린 것이 없음</translation>
    </message>
    <message>
        <location filename="../../ui/programs/free_play_pane.cpp" line="212"/>
        <source>no call is made in the past</source>
        <translation>과거에서는 호출할 수 없음</translation>
    </message>
    <message>
        <location filename="../../ui/programs/free_play_pane.cpp" line="227"/>
        <source>The program of the %1 as it has grown</source>
        <translation>지금까지 쌓인 %1 프로그램</translation>
    </message>
    <message>
        <location filename="../../ui/programs/free_play_pane.cpp" line="234"/>
        <source>One more client, up to eight (Alt+N)</source>
        <translation>클라이언트 추가, 최대 여덟(Alt+N)</translation>
    </message>
    <message>
        <location filename="../../ui/programs/free_play_pane.cpp" line="235"/>
        <source>One more client</source>
        <translation>클라이언트 추가</translation>
    </message>
    <message>
        <location filename="../../ui/programs/free_play_pane.cpp" line="236"/>
        <source>Who makes the call</source>
        <translation>호출할 쪽</translation>
    </message>
    <message>
        <location filename="../../ui/programs/free_play_pane.cpp" line="237"/>
        <source>SOCKET</source>
        <translation>소켓</translation>
    </message>
    <message>
        <location filename="../../ui/programs/free_play_pane.cpp" line="240"/>
        <source>On which socket (F)</source>
        <translation>호출할 소켓(F)</translation>
    </message>
    <message>
        <location filename="../../ui/programs/free_play_pane.cpp" line="213"/>
        <source>none: the process has ended</source>
        <translation>없음: 프로세스가 종료됨</translation>
    </message>
    <message>
        <location filename="../../ui/programs/free_play_pane.cpp" line="238"/>
        <source>Start again</source>
        <translation>다시 시작</translation>
    </message>
    <message>
        <location filename="../../ui/programs/free_play_pane.cpp" line="239"/>
        <source>Start another process in its place, with an empty program</source>
        <translation>그 자리에 빈 프로그램으로 새 프로세스를 시작합니다</translation>
    </message>
</context>
<context>
    <name>sockstep::GlossaryDialog</name>
    <message>
        <location filename="../../ui/narration/glossary_dialog.cpp" line="164"/>
        <source>Glossary</source>
        <translation>용어 사전</translation>
    </message>
    <message>
        <location filename="../../ui/narration/glossary_dialog.cpp" line="165"/>
        <location filename="../../ui/narration/glossary_dialog.cpp" line="166"/>
        <source>Search a term</source>
        <translation>용어 찾기</translation>
    </message>
    <message>
        <location filename="../../ui/narration/glossary_dialog.cpp" line="167"/>
        <source>Terms</source>
        <translation>용어</translation>
    </message>
    <message>
        <location filename="../../ui/narration/glossary_dialog.cpp" line="168"/>
        <source>What the term means</source>
        <translation>용어의 뜻</translation>
    </message>
    <message>
        <location filename="../../ui/narration/glossary_dialog.cpp" line="169"/>
        <source>Back (Alt+Left)</source>
        <translation>뒤로 (Alt+Left)</translation>
    </message>
    <message>
        <location filename="../../ui/narration/glossary_dialog.cpp" line="170"/>
        <source>Forward (Alt+Right)</source>
        <translation>앞으로 (Alt+Right)</translation>
    </message>
</context>
<context>
    <name>sockstep::Handout</name>
    <message>
        <location filename="../../ui/export/handout.cpp" line="59"/>
        <source>two private hosts</source>
        <translation>독립된 호스트 두 대</translation>
    </message>
    <message>
        <location filename="../../ui/export/handout.cpp" line="59"/>
        <source>this machine&apos;s loopback</source>
        <translation>이 컴퓨터의 루프백</translation>
    </message>
    <message>
        <location filename="../../ui/export/handout.cpp" line="103"/>
        <source>Solid is what was observed: a call returned, the kernel reported a state, a segment crossed the wire. Dashed, hatched and in italics is what is inferred from it.</source>
        <translation>실선은 관찰한 것입니다. 호출이 반환했거나, 커널이 상태를 알렸거나, 세그먼트가 회선을 지나갔습니다. 점선·빗금·기울임꼴은 그로부터 추론한 것입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/export/handout.cpp" line="107"/>
        <source>Sequence diagram</source>
        <translation>시퀀스 다이어그램</translation>
    </message>
    <message>
        <location filename="../../ui/export/handout.cpp" line="109"/>
        <source>Steps</source>
        <translation>단계</translation>
    </message>
    <message>
        <location filename="../../ui/export/handout.cpp" line="110"/>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <location filename="../../ui/export/handout.cpp" line="110"/>
        <source>Next</source>
        <translation>다음</translation>
    </message>
</context>
<context>
    <name>sockstep::KernelModel</name>
    <message>
        <location filename="../../ui/sockets/kernel_model.cpp" line="60"/>
        <source>%1 listen</source>
        <translation>%1 listen</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_model.cpp" line="62"/>
        <source>%1 conn</source>
        <translation>%1 conn</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_model.cpp" line="64"/>
        <source>%1 client</source>
        <translation>%1 client</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_model.cpp" line="68"/>
        <source>%1 socket</source>
        <translation>%1 socket</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_model.cpp" line="93"/>
        <source>rto %1 s</source>
        <translation>rto %1 s</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_model.cpp" line="95"/>
        <source>keep %1 s</source>
        <translation>keep %1 s</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_model.cpp" line="99"/>
        <source>probe %1 s</source>
        <translation>probe %1 s</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_model.cpp" line="117"/>
        <source>%1 → %2, inode %3</source>
        <translation>%1 → %2, inode %3</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_model.cpp" line="148"/>
        <source>fd</source>
        <translation>fd</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_model.cpp" line="148"/>
        <source>state</source>
        <translation>상태</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_model.cpp" line="148"/>
        <source>recv-q</source>
        <translation>recv-q</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_model.cpp" line="148"/>
        <source>send-q</source>
        <translation>send-q</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_model.cpp" line="148"/>
        <source>timer</source>
        <translation>타이머</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_model.cpp" line="149"/>
        <source>File descriptor; – once it is closed</source>
        <translation>파일 디스크립터. 닫힌 뒤에는 –</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_model.cpp" line="150"/>
        <source>TCP state, from the kernel&apos;s socket table (sock_diag)</source>
        <translation>커널의 소켓 테이블(sock_diag)에서 읽은 TCP 상태</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_model.cpp" line="151"/>
        <source>Bytes not yet read; for a listener: connections waiting for accept()</source>
        <translation>아직 읽지 않은 바이트 수. 리스닝 소켓에서는 accept()를 기다리는 연결 수</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_model.cpp" line="152"/>
        <source>Bytes not yet acknowledged; for a listener: the backlog</source>
        <translation>아직 ACK를 받지 못한 바이트 수. 리스닝 소켓에서는 백로그</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_model.cpp" line="153"/>
        <source>The timer that the kernel runs for the socket</source>
        <translation>커널이 이 소켓을 위해 돌리는 타이머</translation>
    </message>
</context>
<context>
    <name>sockstep::KernelTable</name>
    <message>
        <location filename="../../ui/sockets/kernel_table.cpp" line="140"/>
        <source>sock_diag · live</source>
        <translation>sock_diag · 실시간</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_table.cpp" line="140"/>
        <source>sock_diag · then</source>
        <translation>sock_diag · 당시</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_table.cpp" line="145"/>
        <source>KERNEL&apos;S VIEW</source>
        <translation>커널이 보는 소켓</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_table.cpp" line="146"/>
        <source>No socket yet.</source>
        <translation>아직 소켓이 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/kernel_table.cpp" line="150"/>
        <source>The kernel&apos;s view of each socket</source>
        <translation>커널이 보는 각 소켓의 상태</translation>
    </message>
</context>
<context>
    <name>sockstep::LessonMenu</name>
    <message>
        <location filename="../../ui/lesson/lesson_menu.cpp" line="95"/>
        <source>Echo, and who ends it</source>
        <translation>에코와 연결을 끝내는 방법</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/lesson_menu.cpp" line="96"/>
        <source>Lessons</source>
        <translation>수업</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/lesson_menu.cpp" line="97"/>
        <source>Free play: every call by hand</source>
        <translation>자유 실습: 모든 호출을 직접</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/lesson_menu.cpp" line="98"/>
        <source>Open a lesson file…</source>
        <translation>수업 파일 열기…</translation>
    </message>
</context>
<context>
    <name>sockstep::MainWindow</name>
    <message>
        <location filename="../../ui/window/main_window.cpp" line="275"/>
        <source>Play has stopped: %1 of the %3 failed with %2, and would fail again and again. The narration says why. Space tries once more, Ctrl+R starts again.</source>
        <extracomment>%1 is a call like connect(), %2 an error like ECONNREFUSED, %3 is who called it.</extracomment>
        <translation>재생이 멈추었습니다. %3의 %1 호출이 %2 오류로 실패했고, 계속해도 실패를 되풀이할 뿐입니다. 이유는 해설에 있습니다. Space는 한 번 더 시도하고, Ctrl+R은 처음부터 다시 시작합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window.cpp" line="323"/>
        <source>Save the segments for Wireshark…</source>
        <translation>세그먼트를 Wireshark용으로 저장…</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window.cpp" line="326"/>
        <source>Presenter mode</source>
        <translation>발표 모드</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window.cpp" line="327"/>
        <source>Full screen</source>
        <translation>전체 화면</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window.cpp" line="328"/>
        <source>Colours of the system</source>
        <translation>시스템 색상</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window.cpp" line="328"/>
        <source>Light colours</source>
        <translation>밝은 색상</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window.cpp" line="328"/>
        <source>Dark colours</source>
        <translation>어두운 색상</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window.cpp" line="331"/>
        <source>Glossary</source>
        <translation>용어 사전</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window.cpp" line="332"/>
        <location filename="../../ui/window/main_window_menus.cpp" line="88"/>
        <source>About Sockstep</source>
        <translation>Sockstep 정보</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window.cpp" line="333"/>
        <source>Ask for predictions</source>
        <translation>예측 질문하기</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_recordings.cpp" line="25"/>
        <source>Recordings (*.sockstep *.jsonl)</source>
        <translation>기록 파일 (*.sockstep *.jsonl)</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_recordings.cpp" line="26"/>
        <source>All files (*)</source>
        <translation>모든 파일 (*)</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_recordings.cpp" line="74"/>
        <source>Open a recording…</source>
        <translation>기록 열기…</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_recordings.cpp" line="75"/>
        <source>Recent recordings</source>
        <translation>최근 기록</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_recordings.cpp" line="76"/>
        <location filename="../../ui/window/main_window_recordings.cpp" line="132"/>
        <source>Save the recording</source>
        <translation>기록 저장</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_recordings.cpp" line="77"/>
        <source>Save the recording as…</source>
        <translation>기록을 다른 이름으로 저장…</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_recordings.cpp" line="85"/>
        <source>Open a recording</source>
        <translation>기록 열기</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_recordings.cpp" line="108"/>
        <source>Opened or saved</source>
        <translation>열거나 저장한 기록</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_recordings.cpp" line="112"/>
        <source>Kept of the last sessions</source>
        <translation>지난 세션에서 남겨 둔 기록</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_recordings.cpp" line="116"/>
        <source>None yet</source>
        <translation>아직 없음</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_lab.cpp" line="39"/>
        <source>Capture on the wire (*.pcap)</source>
        <translation>회선에서의 캡처 (*.pcap)</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_lab.cpp" line="40"/>
        <source>Capture on the client&apos;s host (*.pcap)</source>
        <translation>클라이언트 호스트의 캡처 (*.pcap)</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_lab.cpp" line="41"/>
        <source>Capture on the server&apos;s host (*.pcap)</source>
        <translation>서버 호스트의 캡처 (*.pcap)</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_lab.cpp" line="46"/>
        <location filename="../../ui/window/main_window_lab.cpp" line="53"/>
        <source>Save the segments</source>
        <translation>세그먼트 저장</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_lab.cpp" line="69"/>
        <source>Lab</source>
        <translation>실험실</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_lab.cpp" line="70"/>
        <source>There can be no lab here: %1</source>
        <translation>여기서는 실험실을 만들 수 없습니다: %1</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_lessons.cpp" line="24"/>
        <source>Open a lesson file</source>
        <translation>수업 파일 열기</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_lessons.cpp" line="24"/>
        <source>Lessons (*.toml)</source>
        <translation>수업 (*.toml)</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_lessons.cpp" line="35"/>
        <source>%1 was removed, or can no longer be read. The lesson goes on as it was; the file is read when it is there again.</source>
        <translation>%1 파일이 없어졌거나 더는 읽을 수 없습니다. 수업은 그대로 계속되며, 파일이 다시 나타나면 읽습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_lessons.cpp" line="40"/>
        <source>%1 is there again.</source>
        <translation>%1 파일이 다시 나타났습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_lessons.cpp" line="69"/>
        <source>Lesson file</source>
        <translation>수업 파일</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_lessons.cpp" line="70"/>
        <source>The lesson cannot be run as it is. It is read again each time the file is saved.</source>
        <translation>이 수업은 이대로 실행할 수 없습니다. 파일을 저장할 때마다 다시 읽습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_menus.cpp" line="89"/>
        <source>&lt;h3&gt;Sockstep %1&lt;/h3&gt;&lt;p&gt;Watch the life of a real TCP socket: real calls, a real kernel, nothing invented.&lt;/p&gt;&lt;p&gt;Space steps, P plays, Ctrl+R restarts, C and S step one side, N selects calls, Ctrl+L types, Ctrl+D closes the connection, F5 fills the screen for a class, F1 explains a term.&lt;/p&gt;&lt;p&gt;GPL-3.0-or-later&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Sockstep %1&lt;/h3&gt;&lt;p&gt;실제 TCP 소켓의 생명 주기를 지켜보세요. 실제 호출에 실제 커널이 응답하며, 지어낸 것은 하나도 없습니다.&lt;/p&gt;&lt;p&gt;Space 한 단계, P 재생, Ctrl+R 다시 시작, C와 S 한쪽만 한 단계, N 호출 선택, Ctrl+L 메시지 입력, Ctrl+D 연결 닫기, F5 발표 모드, F1 용어 설명.&lt;/p&gt;&lt;p&gt;GPL-3.0-or-later&lt;/p&gt;</translation>
    </message>
    <message>
        <location filename="../../ui/window/main_window_menus.cpp" line="134"/>
        <source>The recording is still being saved. The window closes when that is done.</source>
        <translation>기록을 아직 저장하고 있습니다. 저장이 끝나면 창이 닫힙니다.</translation>
    </message>
</context>
<context>
    <name>sockstep::NarrationBar</name>
    <message>
        <location filename="../../ui/narration/narration_bar.cpp" line="126"/>
        <source>Next in the recording: %1.</source>
        <translation>기록에서 다음: %1.</translation>
    </message>
    <message>
        <location filename="../../ui/narration/narration_bar.cpp" line="127"/>
        <source>Here the recording ends.</source>
        <translation>기록은 여기서 끝납니다.</translation>
    </message>
    <message>
        <location filename="../../ui/narration/narration_bar.cpp" line="127"/>
        <source>Next: now.</source>
        <translation>다음은 현재입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/narration/narration_bar.cpp" line="137"/>
        <source>This session could not begin. Restart (Ctrl+R) tries again.</source>
        <translation>이 세션은 시작하지 못했습니다. 다시 시작(Ctrl+R)하면 다시 시도합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/narration/narration_bar.cpp" line="139"/>
        <source>Both programs have ended. Restart (Ctrl+R) starts again.</source>
        <translation>두 프로그램이 모두 끝났습니다. 다시 시작(Ctrl+R)하면 처음부터 진행합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/narration/narration_bar.cpp" line="145"/>
        <source>No program can go on: a segment is on its way, or a kernel waits for its timer and will send again by itself.</source>
        <translation>지금 더 진행할 수 있는 프로그램이 없습니다. 세그먼트가 가는 중이거나, 커널이 타이머를 기다렸다가 스스로 다시 보낼 것입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/narration/narration_bar.cpp" line="148"/>
        <source>Nothing can be stepped: every call is blocked.</source>
        <translation>진행할 수 있는 단계가 없습니다. 모든 호출이 블록 상태입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/narration/narration_bar.cpp" line="152"/>
        <source>Next: the server is told to close; a signal will interrupt its recv(). Or type a message (Ctrl+L).</source>
        <translation>다음: 서버에 닫으라고 지시합니다. 시그널이 서버의 recv()를 중단시킵니다. 메시지를 더 입력해도 됩니다(Ctrl+L).</translation>
    </message>
    <message>
        <location filename="../../ui/narration/narration_bar.cpp" line="161"/>
        <source>Next: the %1 calls %2 and so begins to close. Or type a message (Ctrl+L).</source>
        <translation>다음: %1의 %2 호출. 이 호출로 닫기가 시작됩니다. 메시지를 더 입력해도 됩니다(Ctrl+L).</translation>
    </message>
    <message>
        <location filename="../../ui/narration/narration_bar.cpp" line="162"/>
        <source>Next: the %1 calls %2</source>
        <translation>다음: %1의 %2 호출</translation>
    </message>
    <message>
        <location filename="../../ui/narration/narration_bar.cpp" line="168"/>
        <source>Next: the cable is plugged in again.</source>
        <translation>다음: 케이블을 다시 꽂습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/narration/narration_bar.cpp" line="175"/>
        <source>Next: the wire loses %1. That is what this lesson is about.</source>
        <translation>다음: 회선에서 %1이(가) 유실됩니다. 이것이 이 수업의 주제입니다.</translation>
    </message>
    <message>
        <location filename="../../ui/narration/narration_bar.cpp" line="177"/>
        <source>Next: the wire delivers %1 to the %2. Or lose it (X), or duplicate it (U).</source>
        <translation>다음: 회선이 %1을(를) %2에 전달합니다. 유실시키거나(X) 복제할 수도 있습니다(U).</translation>
    </message>
</context>
<context>
    <name>sockstep::NoticeBar</name>
    <message>
        <location filename="../../ui/parts/notice_bar.cpp" line="68"/>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <location filename="../../ui/parts/notice_bar.cpp" line="69"/>
        <source>Close this notice</source>
        <translation>이 알림 닫기</translation>
    </message>
</context>
<context>
    <name>sockstep::OutsideNotice</name>
    <message>
        <location filename="../../ui/narration/outside_notice.cpp" line="30"/>
        <source>The lesson goes on when its own actors have their turn: end that program, or restart on another port.</source>
        <translation>수업의 참여자에게 차례가 돌아와야 수업이 이어집니다. 그 프로그램을 끝내거나 다른 포트에서 다시 시작하세요.</translation>
    </message>
</context>
<context>
    <name>sockstep::PresenterView</name>
    <message>
        <location filename="../../ui/window/presenter_view.cpp" line="190"/>
        <source>Black screen: any key brings the picture back</source>
        <translation>검은 화면: 아무 키나 누르면 화면이 돌아옵니다</translation>
    </message>
    <message>
        <location filename="../../ui/window/presenter_view.cpp" line="191"/>
        <source>Esc leaves · Page Down, Space or → steps · B or . makes the screen black</source>
        <translation>Esc 나가기 · Page Down, Space, → 한 단계 · B 또는 . 화면을 검게</translation>
    </message>
</context>
<context>
    <name>sockstep::ProgramModel</name>
    <message>
        <location filename="../../ui/programs/program_model.cpp" line="180"/>
        <source>blocked %1 min</source>
        <translation>블록됨 %1분</translation>
    </message>
    <message>
        <location filename="../../ui/programs/program_model.cpp" line="181"/>
        <source>blocked %1 s</source>
        <translation>블록됨 %1초</translation>
    </message>
    <message>
        <location filename="../../ui/programs/program_model.cpp" line="196"/>
        <source>next: </source>
        <translation>다음: </translation>
    </message>
</context>
<context>
    <name>sockstep::ProgramPane</name>
    <message>
        <location filename="../../ui/programs/program_pane.cpp" line="64"/>
        <source>SERVER PROGRAM</source>
        <translation>서버 프로그램</translation>
    </message>
    <message>
        <location filename="../../ui/programs/program_pane.cpp" line="64"/>
        <source>CLIENT PROGRAM</source>
        <translation>클라이언트 프로그램</translation>
    </message>
    <message>
        <location filename="../../ui/programs/program_pane.cpp" line="73"/>
        <source>PROGRAM OF %1</source>
        <extracomment>The name of an actor.</extracomment>
        <translation>%1 프로그램</translation>
    </message>
    <message>
        <location filename="../../ui/programs/program_pane.cpp" line="114"/>
        <source>Server program</source>
        <translation>서버 프로그램</translation>
    </message>
    <message>
        <location filename="../../ui/programs/program_pane.cpp" line="114"/>
        <source>Client program</source>
        <translation>클라이언트 프로그램</translation>
    </message>
    <message>
        <location filename="../../ui/programs/program_pane.cpp" line="51"/>
        <location filename="../../ui/programs/program_pane.cpp" line="116"/>
        <source>Servers</source>
        <translation>서버들</translation>
    </message>
    <message>
        <location filename="../../ui/programs/program_pane.cpp" line="51"/>
        <location filename="../../ui/programs/program_pane.cpp" line="116"/>
        <source>Clients</source>
        <translation>클라이언트들</translation>
    </message>
</context>
<context>
    <name>sockstep::QuestionBar</name>
    <message>
        <location filename="../../ui/lesson/question_bar.cpp" line="84"/>
        <source>PREDICT</source>
        <translation>예측</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/question_bar.cpp" line="85"/>
        <source>A question about the next step</source>
        <translation>다음 단계에 대한 질문</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/question_bar.cpp" line="87"/>
        <source>How many raised a hand for this answer</source>
        <translation>이 답에 손을 든 사람 수</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/question_bar.cpp" line="96"/>
        <source>it blocks</source>
        <translation>블록된다</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/question_bar.cpp" line="98"/>
        <source>nobody</source>
        <translation>없음</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/question_bar.cpp" line="100"/>
        <source>both</source>
        <translation>양쪽</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/question_bar.cpp" line="102"/>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/question_bar.cpp" line="104"/>
        <source>a descriptor (0 or more)</source>
        <translation>디스크립터 (0 이상)</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/question_bar.cpp" line="106"/>
        <source>a number above 0</source>
        <translation>0보다 큰 수</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/question_bar.cpp" line="116"/>
        <source>Choose with 1 to %1, then step (Space): the kernel gives the answer.</source>
        <translation>1번부터 %1번 중에서 고른 뒤 한 단계 진행하세요(Space). 답은 커널이 알려 줍니다.</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/question_bar.cpp" line="119"/>
        <source>Not decided yet: step on.</source>
        <translation>아직 정해지지 않았습니다. 계속 진행하세요.</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/question_bar.cpp" line="124"/>
        <source>The kernel&apos;s answer: &lt;b&gt;%1&lt;/b&gt;.</source>
        <translation>커널의 답: &lt;b&gt;%1&lt;/b&gt;.</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/question_bar.cpp" line="126"/>
        <source>✔ Right. The kernel&apos;s answer: &lt;b&gt;%1&lt;/b&gt;.</source>
        <translation>✔ 맞았습니다. 커널의 답: &lt;b&gt;%1&lt;/b&gt;.</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/question_bar.cpp" line="128"/>
        <source>✘ Not so. The kernel&apos;s answer: &lt;b&gt;%1&lt;/b&gt;.</source>
        <translation>✘ 아닙니다. 커널의 답: &lt;b&gt;%1&lt;/b&gt;.</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/question_bar.cpp" line="144"/>
        <source>Hands for it: %1 of %2.</source>
        <translation>손을 든 %2명 중 %1명이 맞혔습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/question_bar.cpp" line="199"/>
        <source>Answer %1: %2</source>
        <translation>%1번 답: %2</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/question_bar.cpp" line="201"/>
        <source>Hands for answer %1</source>
        <translation>%1번 답에 든 손</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/question_bar.cpp" line="159"/>
        <source>Hands: %1 of %2</source>
        <translation>%2명 중 %1명</translation>
    </message>
</context>
<context>
    <name>sockstep::QueueView</name>
    <message>
        <location filename="../../ui/sockets/queue_view.cpp" line="32"/>
        <source>receive: %1 B, window 0: no room</source>
        <translation>수신: %1 B, 윈도 0: 자리 없음</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/queue_view.cpp" line="33"/>
        <source>receive: %1 B, window %2</source>
        <translation>수신: %1 B, 윈도 %2</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/queue_view.cpp" line="36"/>
        <source>receive: %1 B</source>
        <translation>수신: %1 B</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/queue_view.cpp" line="46"/>
        <source>send: %1 B of a buffer of %2</source>
        <translation>송신: %1 B / 버퍼 %2</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/queue_view.cpp" line="47"/>
        <source>send: %1 B</source>
        <translation>송신: %1 B</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/queue_view.cpp" line="55"/>
        <source>accept queue: %1 waiting, backlog %2</source>
        <translation>accept 큐: %1개 대기, 백로그 %2</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/queue_view.cpp" line="87"/>
        <source>Queues of each socket</source>
        <translation>소켓마다의 큐</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/queue_view.cpp" line="102"/>
        <source>No socket has a queue yet.</source>
        <translation>아직 큐가 있는 소켓이 없습니다.</translation>
    </message>
</context>
<context>
    <name>sockstep::ReachQuestion</name>
    <message>
        <location filename="../../ui/lesson/reach_question.cpp" line="31"/>
        <source>%1: %2 without bind() opens a port of the kernel&apos;s choice to the networks of this machine</source>
        <translation>%1: bind() 없는 %2은(는) 커널이 고른 포트를 이 컴퓨터의 네트워크에 엽니다</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/reach_question.cpp" line="34"/>
        <source>%1: %2 opens %3 to the networks of this machine</source>
        <translation>%1: %2이(가) %3 포트를 이 컴퓨터의 네트워크에 엽니다</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/reach_question.cpp" line="36"/>
        <source>%1: %2 leaves this machine, for %3</source>
        <translation>%1: %2이(가) 이 컴퓨터를 벗어나 %3(으)로 갑니다</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/reach_question.cpp" line="39"/>
        <source>%1: %2 reaches another program on this machine, the one at %3</source>
        <translation>%1: %2이(가) 이 컴퓨터에서 %3을(를) 쓰는 다른 프로그램에 도달합니다</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/reach_question.cpp" line="47"/>
        <source>Beyond this session</source>
        <translation>이 세션의 바깥</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/reach_question.cpp" line="59"/>
        <source>… and %1 more</source>
        <translation>… 그 밖에 %1개</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/reach_question.cpp" line="65"/>
        <source>There can be no loopback of its own here: %1</source>
        <translation>여기에서는 따로 떨어진 루프백을 만들 수 없습니다: %1</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/reach_question.cpp" line="66"/>
        <source>This lesson would reach beyond its session. How should it be run?</source>
        <translation>이 수업은 세션 바깥의 프로그램이나 네트워크에 도달하려고 합니다. 어떻게 실행할까요?</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/reach_question.cpp" line="68"/>
        <source>Do not run it</source>
        <translation>실행하지 않음</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/reach_question.cpp" line="72"/>
        <source>On a loopback of its own</source>
        <translation>따로 떨어진 루프백에서</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/reach_question.cpp" line="76"/>
        <source>Let it reach them</source>
        <translation>바깥에 도달하도록 허용</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/reach_question.cpp" line="86"/>
        <source>Should this call be made?</source>
        <translation>이 호출을 실행할까요?</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/reach_question.cpp" line="87"/>
        <source>Do not make it</source>
        <translation>호출하지 않음</translation>
    </message>
    <message>
        <location filename="../../ui/lesson/reach_question.cpp" line="90"/>
        <source>Make it</source>
        <translation>호출</translation>
    </message>
</context>
<context>
    <name>sockstep::RecordingExport</name>
    <message>
        <location filename="../../ui/export/recording_export.cpp" line="92"/>
        <source>SVG drawing</source>
        <translation>SVG 도면</translation>
    </message>
    <message>
        <location filename="../../ui/export/recording_export.cpp" line="94"/>
        <source>PNG picture</source>
        <translation>PNG 그림</translation>
    </message>
    <message>
        <location filename="../../ui/export/recording_export.cpp" line="96"/>
        <source>PDF pages</source>
        <translation>PDF 문서</translation>
    </message>
    <message>
        <location filename="../../ui/export/recording_export.cpp" line="98"/>
        <source>Plain text</source>
        <translation>일반 텍스트</translation>
    </message>
    <message>
        <location filename="../../ui/export/recording_export.cpp" line="100"/>
        <source>Mermaid sequence diagram</source>
        <translation>Mermaid 시퀀스 다이어그램</translation>
    </message>
    <message>
        <location filename="../../ui/export/recording_export.cpp" line="102"/>
        <source>Web page to step through</source>
        <translation>단계별로 넘겨 보는 웹 페이지</translation>
    </message>
    <message>
        <location filename="../../ui/export/recording_export.cpp" line="104"/>
        <source>Table of the facts</source>
        <translation>사실 비교표</translation>
    </message>
</context>
<context>
    <name>sockstep::Recordings</name>
    <message>
        <location filename="../../ui/recordings/recordings.cpp" line="102"/>
        <source>This session is no longer written to disk: %1. It goes on all the same. Make room, then save it from the menu.</source>
        <translation>이 세션은 더 이상 디스크에 기록되지 않습니다: %1. 세션은 계속됩니다. 공간을 만든 뒤 메뉴에서 저장하세요.</translation>
    </message>
    <message>
        <location filename="../../ui/recordings/recordings.cpp" line="119"/>
        <source>Sockstep did not end as it should the last time. What it had recorded is there: %1</source>
        <translation>지난번에 Sockstep이 정상적으로 끝나지 않았습니다. 그때까지의 기록이 남아 있습니다: %1</translation>
    </message>
    <message>
        <location filename="../../ui/recordings/recordings.cpp" line="121"/>
        <source>Open it</source>
        <translation>열기</translation>
    </message>
    <message>
        <location filename="../../ui/recordings/recordings.cpp" line="146"/>
        <source>Opening %1 …</source>
        <translation>%1 여는 중…</translation>
    </message>
    <message>
        <location filename="../../ui/recordings/recordings.cpp" line="146"/>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <location filename="../../ui/recordings/recordings.cpp" line="139"/>
        <source>it cannot be read</source>
        <translation>읽을 수 없습니다</translation>
    </message>
    <message>
        <location filename="../../ui/recordings/recordings.cpp" line="128"/>
        <source>there is no such file</source>
        <translation>그런 파일이 없습니다</translation>
    </message>
    <message>
        <location filename="../../ui/recordings/recordings.cpp" line="130"/>
        <source>it is a folder; choose a file</source>
        <translation>폴더입니다. 파일을 고르세요</translation>
    </message>
    <message>
        <location filename="../../ui/recordings/recordings.cpp" line="134"/>
        <source>it is a pipe, a device or a socket, which may have no end; choose a file</source>
        <translation>끝이 없을 수 있는 파이프나 장치, 소켓입니다. 파일을 고르세요</translation>
    </message>
    <message>
        <location filename="../../ui/recordings/recordings.cpp" line="193"/>
        <source>%1 cannot be opened: %2</source>
        <translation>%1을(를) 열 수 없습니다: %2</translation>
    </message>
    <message>
        <location filename="../../ui/recordings/recordings.cpp" line="205"/>
        <source>%1 was written by a newer Sockstep (format %2). What this one understands of it is shown.</source>
        <translation>%1은(는) 더 새로운 Sockstep이 쓴 기록입니다(형식 %2). 이 버전이 이해하는 만큼 보여 줍니다.</translation>
    </message>
    <message>
        <location filename="../../ui/recordings/recordings.cpp" line="210"/>
        <source>%1 is shown up to event %2. What follows is not valid: %3</source>
        <translation>%1을(를) 이벤트 %2까지 보여 줍니다. 그 뒤는 올바르지 않습니다: %3</translation>
    </message>
    <message>
        <location filename="../../ui/recordings/recordings.cpp" line="242"/>
        <source>The recording is not saved: %1. Choose another place.</source>
        <translation>기록을 저장하지 못했습니다: %1. 다른 곳을 고르세요.</translation>
    </message>
    <message>
        <location filename="../../ui/recordings/recordings.cpp" line="247"/>
        <source>Saved as %1</source>
        <translation>%1(으)로 저장했습니다</translation>
    </message>
</context>
<context>
    <name>sockstep::SegmentCanvas</name>
    <message>
        <location filename="../../ui/bytes/segment_canvas.cpp" line="67"/>
        <location filename="../../ui/bytes/segment_canvas.cpp" line="72"/>
        <source>Headers of the selected segment</source>
        <translation>선택한 세그먼트의 헤더</translation>
    </message>
    <message>
        <location filename="../../ui/bytes/segment_canvas.cpp" line="68"/>
        <source>No segment is selected.</source>
        <translation>선택한 세그먼트가 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/bytes/segment_canvas.cpp" line="73"/>
        <source>The arrow keys go from field to field.</source>
        <translation>화살표 키로 필드 사이를 오갑니다.</translation>
    </message>
    <message>
        <location filename="../../ui/bytes/segment_canvas.cpp" line="150"/>
        <source>Choose a segment on the diagram to see its headers, field by field.</source>
        <translation>다이어그램에서 세그먼트를 고르면 헤더를 필드별로 볼 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>sockstep::SegmentCard</name>
    <message>
        <location filename="../../ui/bytes/segment_card.cpp" line="87"/>
        <source>Point at a field or at a byte, or go from field to field with the arrow keys.</source>
        <translation>필드나 바이트를 마우스로 가리키거나, 화살표 키로 필드 사이를 오가세요.</translation>
    </message>
</context>
<context>
    <name>sockstep::SheetFile</name>
    <message>
        <location filename="../../ui/export/sheet_file.cpp" line="31"/>
        <source>%L1 rows are too many for one drawing (at most %L2): choose some of them, or PDF or text</source>
        <translation>%L1행은 그림 하나에 담기에 너무 많습니다(최대 %L2행). 일부 행만 고르거나 PDF 또는 텍스트로 내보내세요</translation>
    </message>
    <message>
        <location filename="../../ui/export/sheet_file.cpp" line="86"/>
        <source>a picture of %L1 × %L2 pixels is too large: choose fewer rows or a smaller scale, or SVG or PDF</source>
        <translation>%L1 × %L2 픽셀 그림은 너무 큽니다. 행 수나 배율을 줄이거나 SVG 또는 PDF로 내보내세요</translation>
    </message>
    <message>
        <location filename="../../ui/export/sheet_file.cpp" line="94"/>
        <location filename="../../ui/export/sheet_file.cpp" line="121"/>
        <source>there is not enough memory for the picture: choose fewer rows or a smaller scale</source>
        <translation>그림을 만들 메모리가 부족합니다. 행 수나 배율을 줄이세요</translation>
    </message>
    <message>
        <location filename="../../ui/export/sheet_file.cpp" line="151"/>
        <source>page %1 of %2</source>
        <translation>%1/%2쪽</translation>
    </message>
</context>
<context>
    <name>sockstep::SidePane</name>
    <message>
        <location filename="../../ui/window/side_pane.cpp" line="71"/>
        <location filename="../../ui/window/side_pane.cpp" line="147"/>
        <source>The queues of each socket</source>
        <translation>소켓별 큐</translation>
    </message>
    <message>
        <location filename="../../ui/window/side_pane.cpp" line="136"/>
        <source>Echo</source>
        <translation>에코</translation>
    </message>
    <message>
        <location filename="../../ui/window/side_pane.cpp" line="137"/>
        <source>Queues</source>
        <translation>큐</translation>
    </message>
    <message>
        <location filename="../../ui/window/side_pane.cpp" line="138"/>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <location filename="../../ui/window/side_pane.cpp" line="139"/>
        <source>Segment</source>
        <translation>세그먼트</translation>
    </message>
    <message>
        <location filename="../../ui/window/side_pane.cpp" line="140"/>
        <source>The messages and their echoes</source>
        <translation>메시지와 에코</translation>
    </message>
    <message>
        <location filename="../../ui/window/side_pane.cpp" line="141"/>
        <source>What is in the kernel&apos;s buffers of each socket</source>
        <translation>소켓마다 커널 버퍼에 들어 있는 것</translation>
    </message>
    <message>
        <location filename="../../ui/window/side_pane.cpp" line="142"/>
        <source>The struct sockaddr of the selected call, byte by byte</source>
        <translation>선택한 호출의 struct sockaddr를 바이트 단위로</translation>
    </message>
    <message>
        <location filename="../../ui/window/side_pane.cpp" line="143"/>
        <source>The selected segment, field by field (M and Shift+M select)</source>
        <translation>고른 세그먼트를 필드별로 (M, Shift+M으로 고르기)</translation>
    </message>
</context>
<context>
    <name>sockstep::StateMachineView</name>
    <message>
        <location filename="../../ui/states/state_machine_view.cpp" line="61"/>
        <source>TCP state diagram</source>
        <translation>TCP 상태 전이도</translation>
    </message>
    <message>
        <location filename="../../ui/states/state_machine_view.cpp" line="76"/>
        <source>The client is in %1</source>
        <translation>클라이언트의 상태는 %1</translation>
    </message>
    <message>
        <location filename="../../ui/states/state_machine_view.cpp" line="77"/>
        <source>The server is in %1</source>
        <translation>서버의 상태는 %1</translation>
    </message>
    <message>
        <location filename="../../ui/states/state_machine_view.cpp" line="79"/>
        <source>Left and Right move the selection from step to step</source>
        <translation>왼쪽과 오른쪽 화살표 키로 단계 사이를 옮겨 다니며 선택</translation>
    </message>
</context>
<context>
    <name>sockstep::TabRow</name>
    <message>
        <location filename="../../ui/parts/tab_row.cpp" line="72"/>
        <source>Tabs further to the left</source>
        <translation>왼쪽 탭 더 보기</translation>
    </message>
    <message>
        <location filename="../../ui/parts/tab_row.cpp" line="73"/>
        <source>Tabs further to the right</source>
        <translation>오른쪽 탭 더 보기</translation>
    </message>
</context>
<context>
    <name>sockstep::TimeBar</name>
    <message>
        <location filename="../../ui/bars/time_bar.cpp" line="58"/>
        <source>|◀</source>
        <translation>|◀</translation>
    </message>
    <message>
        <location filename="../../ui/bars/time_bar.cpp" line="58"/>
        <source>To the beginning of the recording (Alt+Home)</source>
        <translation>기록의 처음으로 (Alt+Home)</translation>
    </message>
    <message>
        <location filename="../../ui/bars/time_bar.cpp" line="59"/>
        <source>◀ Back</source>
        <translation>◀ 뒤로</translation>
    </message>
    <message>
        <location filename="../../ui/bars/time_bar.cpp" line="60"/>
        <source>Look at the moment before the last event; no call is undone (Alt+Left, Backspace)</source>
        <translation>마지막 이벤트 이전의 순간을 봅니다. 호출이 취소되는 것은 아닙니다 (Alt+Left, Backspace)</translation>
    </message>
    <message>
        <location filename="../../ui/bars/time_bar.cpp" line="61"/>
        <source>Forward ▶</source>
        <translation>앞으로 ▶</translation>
    </message>
    <message>
        <location filename="../../ui/bars/time_bar.cpp" line="62"/>
        <source>Look at the moment after the next event that is recorded (Alt+Right)</source>
        <translation>기록된 다음 이벤트 이후의 순간을 봅니다 (Alt+Right)</translation>
    </message>
    <message>
        <location filename="../../ui/bars/time_bar.cpp" line="63"/>
        <source>Live   L</source>
        <translation>현재   L</translation>
    </message>
    <message>
        <location filename="../../ui/bars/time_bar.cpp" line="63"/>
        <source>Look at the session as it is now (L, Alt+End)</source>
        <translation>지금의 세션을 봅니다 (L, Alt+End)</translation>
    </message>
    <message>
        <location filename="../../ui/bars/time_bar.cpp" line="64"/>
        <source>To the beginning</source>
        <translation>처음으로</translation>
    </message>
    <message>
        <location filename="../../ui/bars/time_bar.cpp" line="65"/>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <location filename="../../ui/bars/time_bar.cpp" line="66"/>
        <source>Forward</source>
        <translation>앞으로</translation>
    </message>
    <message>
        <location filename="../../ui/bars/time_bar.cpp" line="67"/>
        <source>Live</source>
        <translation>현재</translation>
    </message>
    <message>
        <location filename="../../ui/bars/time_bar.cpp" line="68"/>
        <source>The moment of the recording that is shown</source>
        <translation>보고 있는 기록의 순간</translation>
    </message>
    <message>
        <location filename="../../ui/bars/time_bar.cpp" line="78"/>
        <source>A recording from a file: event %1 of %2. Nothing of it happens now.</source>
        <translation>파일의 기록: 이벤트 %1/%2. 지금 일어나는 일이 아닙니다.</translation>
    </message>
    <message>
        <location filename="../../ui/bars/time_bar.cpp" line="80"/>
        <source>You are looking at the past: event %1 of %2. Nothing is undone.</source>
        <translation>과거를 보고 있습니다: 이벤트 %1/%2. 취소되는 것은 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/bars/time_bar.cpp" line="81"/>
        <source>Now: event %1</source>
        <translation>현재: 이벤트 %1</translation>
    </message>
</context>
<context>
    <name>sockstep::TimeScrubber</name>
    <message>
        <location filename="../../ui/bars/time_scrubber.cpp" line="189"/>
        <source>Event %1: %2</source>
        <extracomment>An event of the recording: its number, and what it is.</extracomment>
        <translation>이벤트 %1: %2</translation>
    </message>
</context>
<context>
    <name>sockstep::TimeWaitCard</name>
    <message>
        <location filename="../../ui/sockets/time_wait_card.cpp" line="44"/>
        <source>Time left in TIME_WAIT</source>
        <translation>TIME_WAIT의 남은 시간</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/time_wait_card.cpp" line="113"/>
        <source>Over: the kernel has forgotten the connection.</source>
        <translation>끝났습니다. 커널이 이 연결을 더는 기억하지 않습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/time_wait_card.cpp" line="119"/>
        <source>&lt;b&gt;The server&lt;/b&gt; holds it, %1 s left.</source>
        <translation>&lt;b&gt;서버&lt;/b&gt;에 있으며, %1초 남았습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/time_wait_card.cpp" line="120"/>
        <source>&lt;b&gt;The client&lt;/b&gt; holds it, %1 s left.</source>
        <translation>&lt;b&gt;클라이언트&lt;/b&gt;에 있으며, %1초 남았습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/time_wait_card.cpp" line="105"/>
        <source>Neither end keeps TIME_WAIT yet.</source>
        <translation>아직 TIME_WAIT가 남은 쪽이 없습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/time_wait_card.cpp" line="107"/>
        <source>It lasts 60 seconds on Linux.</source>
        <translation>Linux에서는 60초 동안 이어집니다.</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/time_wait_card.cpp" line="85"/>
        <source>It keeps this one pair of ends, client port %1 with server port %2. A new server can bind port %2.</source>
        <translation>클라이언트 포트 %1과(와) 서버 포트 %2의 이 한 쌍만 붙잡습니다. 새 서버는 %2번 포트를 bind()할 수 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/time_wait_card.cpp" line="90"/>
        <source>It keeps this one pair of ends, server port %1 with client port %2. On Linux, a new server can bind port %1 because this one set SO_REUSEADDR, if the new one sets it too.</source>
        <translation>서버 포트 %1과(와) 클라이언트 포트 %2의 이 한 쌍만 붙잡습니다. Linux에서는 이 서버가 SO_REUSEADDR을 설정했으므로, 새 서버도 설정하면 %1번 포트를 bind()할 수 있습니다.</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/time_wait_card.cpp" line="94"/>
        <source>It keeps this one pair of ends, server port %1 with client port %2. On Linux, bind() of port %1 fails with EADDRINUSE until it is over, because this server did not set SO_REUSEADDR.</source>
        <translation>서버 포트 %1과(와) 클라이언트 포트 %2의 이 한 쌍만 붙잡습니다. Linux에서는 이 서버가 SO_REUSEADDR을 설정하지 않았으므로, 끝날 때까지 %1번 포트의 bind()는 EADDRINUSE로 실패합니다.</translation>
    </message>
    <message>
        <location filename="../../ui/sockets/time_wait_card.cpp" line="115"/>
        <source>This pair of ends is free again.</source>
        <translation>이 한 쌍을 다시 쓸 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>sockstep::TransportBar</name>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="190"/>
        <source>Loopback</source>
        <translation>루프백</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="190"/>
        <source>Real sockets on this machine&apos;s 127.0.0.1; its segments are not seen</source>
        <translation>이 컴퓨터의 127.0.0.1에 만든 실제 소켓. 세그먼트는 보이지 않습니다</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="191"/>
        <source>Lab wire</source>
        <translation>실험실 회선</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="192"/>
        <source>Two private hosts, joined by Sockstep&apos;s own wire: you see every segment and decide what becomes of it</source>
        <translation>Sockstep의 회선으로 이어진 독립된 호스트 두 대. 모든 세그먼트를 보고 직접 다룰 수 있습니다</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="194"/>
        <location filename="../../ui/bars/transport_bar.cpp" line="195"/>
        <source>Step wire</source>
        <translation>회선 단계</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="194"/>
        <source>Let the wire deliver the oldest segment that it holds (W)</source>
        <translation>회선이 붙잡은 가장 오래된 세그먼트를 전달 (W)</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="197"/>
        <source>⟲ Restart</source>
        <translation>⟲ 다시 시작</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="197"/>
        <source>Start again with new sockets (Ctrl+R)</source>
        <translation>새 소켓으로 처음부터 다시 시작 (Ctrl+R)</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="198"/>
        <location filename="../../ui/bars/transport_bar.cpp" line="222"/>
        <source>▶ Step   Space</source>
        <translation>▶ 한 단계   Space</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="198"/>
        <source>Do the next thing of the lesson (Space, Page Down)</source>
        <translation>수업의 다음 단계 진행 (Space, Page Down)</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="207"/>
        <location filename="../../ui/bars/transport_bar.cpp" line="269"/>
        <source>Step client</source>
        <translation>클라이언트 단계</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="271"/>
        <source>Let the client make its next call (C)</source>
        <translation>클라이언트의 다음 호출 실행 (C)</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="208"/>
        <location filename="../../ui/bars/transport_bar.cpp" line="269"/>
        <source>Step server</source>
        <translation>서버 단계</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="271"/>
        <source>Let the server make its next call (S)</source>
        <translation>서버의 다음 호출 실행 (S)</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="199"/>
        <source>The TCP state diagram with the way that each end has gone (Ctrl+2)</source>
        <translation>양쪽 끝이 지나온 길을 보여 주는 TCP 상태 전이도 (Ctrl+2)</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="199"/>
        <source>States</source>
        <translation>상태</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="200"/>
        <source>Two runs side by side, and what they cost (Ctrl+3)</source>
        <translation>두 실행을 나란히 보고 비용 비교하기 (Ctrl+3)</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="200"/>
        <source>⇄ Compare</source>
        <translation>⇄ 비교</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="184"/>
        <source>Change the language</source>
        <translation>언어 바꾸기</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="202"/>
        <source>More: zoom, appearance, help</source>
        <translation>더 보기: 확대/축소, 색상, 도움말</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="203"/>
        <location filename="../../ui/bars/transport_bar.cpp" line="256"/>
        <source>Speed of playing</source>
        <translation>재생 속도</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="222"/>
        <source>▶ Forward   Space</source>
        <translation>▶ 앞으로   Space</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="252"/>
        <source>Port %1…</source>
        <translation>포트 %1…</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="252"/>
        <source>Any port…</source>
        <translation>아무 포트나…</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="204"/>
        <source>The server sets SO_REUSEADDR</source>
        <translation>서버가 SO_REUSEADDR 설정</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="205"/>
        <source>Needed on this server and on the next, to bind over a TIME_WAIT</source>
        <translation>TIME_WAIT가 남은 포트에 bind하려면 이 서버와 다음 서버 모두에 필요</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="206"/>
        <source>Step</source>
        <translation>한 단계</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="209"/>
        <source>Play or pause</source>
        <translation>재생/일시 정지</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="210"/>
        <source>Restart</source>
        <translation>다시 시작</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="211"/>
        <source>Larger</source>
        <translation>크게</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="212"/>
        <source>Smaller</source>
        <translation>작게</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="213"/>
        <source>Normal size</source>
        <translation>기본 크기</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="231"/>
        <source>The lesson: %1</source>
        <translation>수업: %1</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="240"/>
        <source>There can be no lab here: %1</source>
        <translation>여기서는 실험실을 만들 수 없습니다: %1</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="244"/>
        <source>▶▶ Play</source>
        <translation>▶▶ 재생</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="246"/>
        <location filename="../../ui/bars/transport_bar.cpp" line="250"/>
        <source>❚❚ Your turn</source>
        <translation>❚❚ 입력 대기</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="246"/>
        <source>❚❚ Pause</source>
        <translation>❚❚ 일시 정지</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="248"/>
        <source>Play or pause: each step takes the same time (P)</source>
        <translation>재생/일시 정지: 모든 단계에 같은 시간을 씁니다 (P)</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="255"/>
        <location filename="../../ui/bars/transport_bar.cpp" line="257"/>
        <source>%1 steps/s</source>
        <translation>%1단계/초</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="274"/>
        <source>Step %1</source>
        <translation>%1 단계</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="275"/>
        <source>Let the %1 make its next call (C); Shift+C shows another client</source>
        <translation>%1의 다음 호출 실행(C). Shift+C는 다른 클라이언트를 보여 줍니다</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="276"/>
        <source>Let the %1 make its next call (S); Shift+S shows another server</source>
        <translation>%1의 다음 호출 실행(S). Shift+S는 다른 서버를 보여 줍니다</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="300"/>
        <source>Port</source>
        <translation>포트</translation>
    </message>
    <message>
        <location filename="../../ui/bars/transport_bar.cpp" line="301"/>
        <source>The server&apos;s port. 0 chooses one that is free.
The session starts again.</source>
        <translation>서버의 포트입니다. 0이면 비어 있는 포트를 하나 고릅니다.
세션이 처음부터 다시 시작됩니다.</translation>
    </message>
</context>
<context>
    <name>sockstep::WireBar</name>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="122"/>
        <source>WIRE</source>
        <translation>회선</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="123"/>
        <source>So that a class can talk over a held segment, the lab has raised how often its kernels try again: tcp_syn_retries, tcp_retries2 and similar settings.</source>
        <translation>붙잡은 세그먼트를 두고 이야기할 시간이 있도록, 실험실은 커널의 재시도 횟수를 늘려 두었습니다: tcp_syn_retries, tcp_retries2 등.</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="125"/>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="125"/>
        <source>Each segment arrives by itself after its time</source>
        <translation>세그먼트가 정해진 시간 뒤에 저절로 도착합니다</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="126"/>
        <source>Hold</source>
        <translation>붙잡기</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="126"/>
        <source>Each segment is held until you say what becomes of it</source>
        <translation>어떻게 할지 정할 때까지 세그먼트를 붙잡습니다</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="127"/>
        <source>Deliver   D</source>
        <translation>전달   D</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="127"/>
        <source>Deliver the selected segment, or the oldest that is held (D)</source>
        <translation>고른 세그먼트나 가장 오래 붙잡힌 것을 전달 (D)</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="128"/>
        <source>Lose   X</source>
        <translation>유실   X</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="128"/>
        <source>Lose the selected segment, or the oldest that is held (X)</source>
        <translation>고른 세그먼트나 가장 오래 붙잡힌 것을 유실시킴 (X)</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="129"/>
        <source>Duplicate   U</source>
        <translation>복제   U</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="129"/>
        <source>Put a second copy of it on the wire (U)</source>
        <translation>같은 것을 하나 더 회선에 올림 (U)</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="130"/>
        <source>All copies</source>
        <translation>모든 사본</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="131"/>
        <source>Show each time that a kernel sends a held segment again, instead of counting it</source>
        <translation>붙잡힌 세그먼트의 재전송을 세기만 하지 않고 모두 보여 줌</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="132"/>
        <source>Absolute numbers</source>
        <translation>절대 번호</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="133"/>
        <source>Sequence numbers as they are in the header, instead of counted from each side&apos;s first</source>
        <translation>각 쪽의 첫 번호부터 세는 대신 헤더에 적힌 그대로의 순서 번호</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="134"/>
        <source>Seconds that a segment takes, each way</source>
        <translation>세그먼트가 한 방향으로 가는 데 걸리는 초</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="136"/>
        <source>Loss</source>
        <translation>유실</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="138"/>
        <source>Percent of the segments that are lost at random</source>
        <translation>무작위로 유실되는 세그먼트의 비율(%)</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="140"/>
        <source>Deliver</source>
        <translation>전달</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="141"/>
        <source>Lose</source>
        <translation>유실</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="142"/>
        <source>Duplicate</source>
        <translation>복제</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="172"/>
        <source>Pull the cable   K</source>
        <translation>케이블 뽑기   K</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="172"/>
        <source>Plug it in   K</source>
        <translation>케이블 꽂기   K</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="173"/>
        <source>While the cable is out, what is sent is lost (K)</source>
        <translation>케이블이 뽑혀 있는 동안 보낸 것은 유실됩니다 (K)</translation>
    </message>
    <message>
        <location filename="../../ui/bars/wire_bar.cpp" line="177"/>
        <source>%1 s each way</source>
        <translation>한 방향 %1초</translation>
    </message>
</context>
</TS>
